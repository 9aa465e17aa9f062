from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "nhipcau.journal"
    verbose_name = "Nhật ký"
