from django.apps import AppConfig
from django.utils.translation import gettext

from nhipcau.core import words


class WebConfig(AppConfig):
    name = "nhipcau.web"
    verbose_name = "Giao diện"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from nhipcau.web.language import remember

        words.speak_by(gettext)
        user_logged_in.connect(remember, dispatch_uid="nhipcau.web.language")
