from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    name = "nhipcau.rehearsal"
    verbose_name = "Diễn tập"
