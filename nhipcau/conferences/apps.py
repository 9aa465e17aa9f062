from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ConferencesConfig(AppConfig):
    name = "nhipcau.conferences"
    verbose_name = gettext_lazy("Hội nghị")
