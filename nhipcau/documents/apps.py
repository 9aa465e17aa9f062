from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class DocumentsConfig(AppConfig):
    name = "nhipcau.documents"
    verbose_name = gettext_lazy("Văn bản")

    def ready(self) -> None:
        from nhipcau.documents.dispatch import channels, results
        from nhipcau.outbox import handlers

        handlers.on_result(channels.KIND, results.note_result)
