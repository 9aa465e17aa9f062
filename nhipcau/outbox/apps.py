from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "nhipcau.outbox"
    verbose_name = "Thư đi"
