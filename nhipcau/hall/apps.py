from django.apps import AppConfig


class HallConfig(AppConfig):
    name = "nhipcau.hall"
    verbose_name = "Phòng họp"
