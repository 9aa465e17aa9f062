from django.apps import AppConfig


class PreparationConfig(AppConfig):
    name = "nhipcau.preparation"
    label = "preparation"
