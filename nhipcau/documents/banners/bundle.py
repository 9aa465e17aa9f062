"""All sites' banners in one ZIP, as a kind of bundle."""

from collections.abc import Callable, Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.conferences.models import Conference
from nhipcau.core.access import Need
from nhipcau.core.errors import Refusal
from nhipcau.documents.banners import building
from nhipcau.typeset.banner import write_banners


class Banners:
    """Options: print, screen: whether each site's banner lies in it as these pictures too; as PDF it always does."""

    label = gettext_lazy("Phông của tất cả điểm cầu (ZIP)")
    need = Need.PREPARE
    export = ""

    def chosen(self, given: Mapping[str, str]) -> dict[str, Any]:
        return {"print": "print" in given, "screen": "screen" in given}

    def said(self, options: Mapping[str, Any]) -> str:
        forms = ["PDF"]
        forms += [_("PNG khổ in")] if options.get("print") else []
        forms += [_("PNG màn hình")] if options.get("screen") else []
        return ", ".join(forms)

    def digest(self, conference: Conference, options: Mapping[str, Any]) -> str:
        draft = building.draft_of(conference, building.master_of(conference))
        return building.digest(conference, draft, building.sites_of(conference), options)

    def total(self, conference: Conference, options: Mapping[str, Any]) -> int:
        return conference.sites.filter(withdrawn_at=None).count()

    def write(
        self, conference: Conference, options: Mapping[str, Any], out: IO[bytes], progress: Callable[[int], None]
    ) -> None:
        """Read once, at the beginning: what is changed meanwhile is in the next one."""
        draft = building.draft_of(conference, building.master_of(conference))
        sites = list(building.sites_of(conference))
        if not sites:
            raise Refusal(
                "no_sites", _("Hội nghị chưa có điểm cầu nào nên không có phông để làm."), _("Thêm điểm cầu trước.")
            )
        width = len(str(max(one.order for one in sites)))
        write_banners(
            out,
            (
                (building.file_name(one.site, width), one.banner)
                for one in building.site_banners(conference, draft, sites)
            ),
            building.emblem_of(conference, draft),
            print_png=bool(options.get("print")),
            screen_png=bool(options.get("screen")),
            progress=progress,
        )

    def filename(self, conference: Conference, options: Mapping[str, Any]) -> str:
        return f"phong-diem-cau-{conference.pk}.zip"

    def rows(self, conference: Conference, options: Mapping[str, Any]) -> int:
        return 0
