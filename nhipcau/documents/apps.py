from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class DocumentsConfig(AppConfig):
    name = "nhipcau.documents"
    verbose_name = gettext_lazy("Văn bản")

    def ready(self) -> None:
        from nhipcau.documents.bundles import commands as bundles
        from nhipcau.documents.dispatch import channels, results
        from nhipcau.outbox import handlers

        handlers.on_result(channels.KIND, results.note_result)
        handlers.on_minute("bundles taken up again", bundles.do_take_up_again)
        handlers.on_minute("old bundles removed", bundles.do_remove_old)
