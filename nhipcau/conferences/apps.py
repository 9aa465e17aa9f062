from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "nhipcau.conferences"
    verbose_name = "Hội nghị"
