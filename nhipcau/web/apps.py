from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "nhipcau.web"
    verbose_name = "Giao diện"
