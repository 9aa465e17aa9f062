from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "nhipcau.records"
    verbose_name = "Hồ sơ"
