from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class DocumentsConfig(AppConfig):
    name = "nhipcau.documents"
    verbose_name = gettext_lazy("Văn bản")

    def ready(self) -> None:
        from nhipcau.conferences.lifecycle.letters import note_result
        from nhipcau.documents import bundles
        from nhipcau.documents.banners.bundle import KIND as BANNERS
        from nhipcau.documents.banners.bundle import Banners
        from nhipcau.documents.bundles import commands
        from nhipcau.documents.dispatch import channels, results
        from nhipcau.documents.packs.bundle import register_kinds
        from nhipcau.documents.packs.kind import KIND as PACK
        from nhipcau.outbox import handlers

        handlers.on_result(channels.KIND, results.note_result)
        handlers.on_minute("bundles taken up again", commands.do_take_up_again)
        handlers.on_minute("old bundles removed", commands.do_remove_old)
        handlers.on_result(PACK, note_result)
        register_kinds()
        bundles.register(BANNERS, Banners())
