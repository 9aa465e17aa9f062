"""The packs of many sites as one file: a ZIP with a PDF each, or sheets in order for the printer."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.conferences.models import Conference
from nhipcau.core.access import Need
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.documents.bundles.kinds import Options, Progress
from nhipcau.documents.models import SitePack
from nhipcau.documents.packs import making
from nhipcau.documents.packs.making import Made
from nhipcau.documents.packs.queries import fingerprint, source_of
from nhipcau.documents.packs.scope import Scope
from nhipcau.organs.models import Tier
from nhipcau.typeset.pack import write_merged, write_packs

VOLUME: Final = 250
"""Packs in one file to print: as many as lie in memory at a time; of more there are several volumes, in a ZIP."""
_SHELF: Final = (1980, 1, 1, 0, 0, 0)


class _Packs:
    """What both kinds have in common. Packs hold telephone numbers: taking them is written down."""

    label: str | Promise
    need = Need.PREPARE
    export = "packs"

    def chosen(self, given: Mapping[str, str]) -> dict[str, Any]:
        scope = Scope.of(given)
        return {"tier": scope.tier, "under": scope.under}

    def said(self, options: Options) -> str:
        scope = Scope.of(options)
        named = [str(Tier(scope.tier).label)] if scope.tier else []
        return ", ".join([*named, *([_("một huyện và các xã")] if scope.under else [])])

    def digest(self, conference: Conference, options: Options) -> str:
        """Of the facts as they stand in the rows; nothing is composed for it."""
        if conference.is_over:
            return hashlib.sha256(f"over:{conference.pk}".encode()).hexdigest()
        source = source_of(conference, config().base_url)
        return fingerprint(source, Scope.of(options).sites(conference))

    def total(self, conference: Conference, options: Options) -> int:
        return Scope.of(options).sites(conference).count()

    def rows(self, conference: Conference, options: Options) -> int:
        return self.total(conference, options)

    def _made(self, conference: Conference, options: Options) -> Iterator[Made]:
        """What was made is noted at the end, when all of it is there."""
        source = source_of(conference, config().base_url)
        sites = Scope.of(options).sites(conference)
        if not sites.exists():
            raise Refusal("nobody", _("Không có điểm cầu nào trong phạm vi đã chọn."), _("Chọn lại cấp hoặc huyện."))
        left: dict[int, str] = {}
        for one in making.made(source, sites):
            left[one.site.pk] = one.digest
            yield one
        making.do_note_many(conference, left, SitePack.Way.BUNDLE)


class Zipped(_Packs):
    label = gettext_lazy("Bộ hồ sơ điểm cầu, mỗi điểm cầu một tệp")

    def write(self, conference: Conference, options: Options, out: IO[bytes], progress: Progress) -> None:
        write_packs(out, ((one.name, one.pdf) for one in self._made(conference, options)), progress)

    def filename(self, conference: Conference, options: Options) -> str:
        return f"bo-ho-so-diem-cau-{conference.pk}.zip"


class ToPrint(_Packs):
    label = gettext_lazy("Bộ hồ sơ điểm cầu, gộp để in")

    def write(self, conference: Conference, options: Options, out: IO[bytes], progress: Progress) -> None:
        made = self._made(conference, options)
        if self.total(conference, options) <= VOLUME:
            write_merged(out, (one.pdf for one in made), progress)
        else:
            _volumes(out, (one.pdf for one in made), progress)

    def filename(self, conference: Conference, options: Options) -> str:
        ending = "pdf" if self.total(conference, options) <= VOLUME else "zip"
        return f"bo-ho-so-diem-cau-{conference.pk}-de-in.{ending}"


def _volumes(out: IO[bytes], packs: Iterable[bytes], progress: Progress) -> None:
    with zipfile.ZipFile(out, "w") as archive:
        first: int = 1
        some: list[bytes] = []

        def put() -> None:
            volume = io.BytesIO()
            write_merged(volume, some)
            entry = zipfile.ZipInfo(f"{first:05d}-{first + len(some) - 1:05d}.pdf", _SHELF)
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, volume.getvalue())

        for done, pdf in enumerate(packs, 1):
            some.append(pdf)
            if len(some) == VOLUME:
                put()
                first, some = done + 1, []
            progress(done)
        if some:
            put()
