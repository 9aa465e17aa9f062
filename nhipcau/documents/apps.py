from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "nhipcau.documents"
    verbose_name = "Văn bản"
