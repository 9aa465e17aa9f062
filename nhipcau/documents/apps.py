from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from nhipcau.documents.bundles import Maker


class DocumentsConfig(AppConfig):
    name = "nhipcau.documents"
    verbose_name = gettext_lazy("Văn bản")

    def ready(self) -> None:
        from nhipcau.conferences.lifecycle import copies, moving
        from nhipcau.conferences.lifecycle.letters import note_result
        from nhipcau.documents import bundles
        from nhipcau.documents.banners.copying import CopiedBanner
        from nhipcau.documents.banners.duty import BannerMoments, BannerWords
        from nhipcau.documents.banners.kind import KIND as BANNERS
        from nhipcau.documents.bundles import commands
        from nhipcau.documents.dispatch import channels, results
        from nhipcau.documents.packs.kind import KIND as PACK
        from nhipcau.documents.packs.kind import TO_PRINT, ZIPPED
        from nhipcau.outbox import handlers
        from nhipcau.preparation import further

        handlers.on_result(channels.KIND, results.note_result)
        handlers.on_minute("bundles taken up again", commands.do_take_up_again)
        handlers.on_minute("old bundles removed", commands.do_remove_old)
        handlers.on_result(PACK, note_result)
        copies.register(CopiedBanner())
        moving.register(BannerMoments())
        further.register(BannerWords())
        bundles.register(BANNERS, _banners)
        bundles.register(ZIPPED, _packs)
        bundles.register(TO_PRINT, _packs_to_print)


def _banners() -> "Maker":
    from nhipcau.documents.banners.bundle import Banners

    return Banners()


def _packs() -> "Maker":
    from nhipcau.documents.packs.bundle import Zipped

    return Zipped()


def _packs_to_print() -> "Maker":
    from nhipcau.documents.packs.bundle import ToPrint

    return ToPrint()
