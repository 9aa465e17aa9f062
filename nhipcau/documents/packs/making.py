"""The bytes of packs, one or many, and what is remembered of them. Pages, letters and long work all come here."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import clock
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.core.languages import in_vietnamese
from nhipcau.core.text import unaccent
from nhipcau.documents.models import SitePack
from nhipcau.documents.packs.queries import Source
from nhipcau.typeset.fonts import FontsMissing
from nhipcau.typeset.pack import Pack, render_pack

_PACK = TypeAdapter(Pack)
_NAME = 60
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Made:
    """name: of the file, without suffix, so that files stand in the order of the sites."""

    site: Site
    name: str
    digest: str
    pdf: bytes


def digest_of(source: Source, pack: Pack) -> str:
    """Of all that it says; the same as long as no fact of it changes. Where no address of this product is set, the
    one that a browser happened to use is none."""
    words = _PACK.dump_json(pack).replace(source.meeting.base.encode(), config().public_url.encode())
    annex = hashlib.sha256(source.annex).digest()
    return hashlib.sha256(words + annex + source.emblem).hexdigest()


def made(source: Source, sites: "QuerySet[Site]") -> Iterator[Made]:
    """One after the other, so that thousands cost the memory of one. Refusal (503) without letters to print with."""
    packs = source.packs(sites)
    while True:
        with in_vietnamese():
            found = next(packs, None)
            if found is None:
                return
            site, pack = found
            try:
                pdf = render_pack(pack, source.emblem, source.annex)
            except FontsMissing as missing:
                raise Refusal(
                    "no_fonts",
                    _("Máy chủ chưa có phông chữ để in PDF; chưa làm bộ hồ sơ nào."),
                    _("Người quản trị máy chủ chạy lại lệnh cài đặt (make), rồi thử lại."),
                    status=503,
                ) from missing
        yield Made(site, file_name(source, site), digest_of(source, pack), pdf)


def file_name(source: Source, site: Site) -> str:
    """`045-xa-tan-thanh-huyen-bac-son`: letters that every machine and every ZIP program keeps."""
    words = unaccent(f"{site.name} {site.where}").encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", words)[:_NAME].strip("-")
    digits = max(3, len(str(source.meeting.total)))
    return f"{source.numbers.get(site.pk, 0):0{digits}d}-{slug}"


def do_note_many(conference: Conference, digests: Mapping[int, str], way: str) -> None:
    """The same of many, by the pk of the site; a site that was removed meanwhile is left out."""
    now = clock.now()
    with transaction.atomic():
        known = set(conference.sites.values_list("pk", flat=True))
        SitePack.objects.bulk_create(
            (
                SitePack(site_id=pk, digest=digest, at=now, way=way, by="")
                for pk, digest in digests.items()
                if pk in known
            ),
            update_conflicts=True,
            unique_fields=["site"],
            update_fields=["digest", "at", "way", "by"],
            batch_size=_AT_ONCE,
        )


def do_note(one: Made, way: str, by: str) -> None:
    """Remember that this pack left. What the host looks at is not what the site has: a pack that reached the site is
    remembered until another one does. Access is the caller's."""
    reached = (SitePack.Way.MAIL, SitePack.Way.OWN)
    if way == SitePack.Way.FILE and SitePack.objects.filter(site=one.site, way__in=reached).exists():
        return
    SitePack.objects.update_or_create(
        site=one.site, defaults={"digest": one.digest, "at": clock.now(), "way": way, "by": by[:200]}
    )
