"""Changing a conference's banner: every change one step that can be taken back; releasing it; what a site says."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_conference, access_own_site
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc
from nhipcau.documents.banners import building, emblems, look
from nhipcau.documents.banners.proposing import proposed
from nhipcau.documents.models import BannerEmblem, BannerMaster, BannerPart, BannerStep, SiteWords
from nhipcau.journal import record as journal

_LONGEST: Final = 600
_LONGEST_WORDS: Final = 300
_MOST_PARTS: Final = 16


def do_save_part(actor: Actor, conference_pk: int | str, part_pk: int, role: str, text: str, seen: int) -> BannerPart:
    """Keep a block. seen: its revision when it was opened; who changed it meanwhile is not overwritten."""
    words = _words(text, _LONGEST)
    with _change(actor, conference_pk, "part_saved") as master:
        part = _part(master, part_pk)
        if role not in BannerPart.Role.values:
            role = part.role
        if (part.role, part.text) == (role, words):
            return part
        _require_unchanged(part, seen)
        part.role, part.text, part.edited_by = role, words, actor.name[:200]
        part.revision += 1
        part.save()
    return part


def do_add_part(actor: Actor, conference_pk: int | str, role: str, after: int | None) -> BannerPart:
    """A new block after another, or at the top."""
    if role not in BannerPart.Role.values:
        raise Refusal("no_kind", _("Chưa chọn loại dòng."), _("Chọn loại dòng rồi thêm."), status=422)
    with _change(actor, conference_pk, "part_added") as master:
        parts = list(master.parts.all())
        if len(parts) >= _MOST_PARTS:
            raise Refusal(
                "too_many",
                _("Phông đã có %(n)s dòng; thêm nữa chữ sẽ quá nhỏ.") % {"n": len(parts)},
                _("Gộp hoặc bỏ bớt dòng."),
                status=422,
            )
        made = BannerPart.objects.create(master=master, order=0, role=role, edited_by=actor.name[:200])
        place = next((n + 1 for n, one in enumerate(parts) if one.pk == after), 0)
        _order([*parts[:place], made, *parts[place:]])
    return made


def do_move_part(actor: Actor, conference_pk: int | str, part_pk: int, by: int) -> None:
    """One place up (-1) or down (1)."""
    with _change(actor, conference_pk, "part_moved") as master:
        parts = list(master.parts.all())
        place = next((n for n, one in enumerate(parts) if one.pk == part_pk), None)
        if place is None:
            raise _no_part()
        other = place + (1 if by > 0 else -1)
        if 0 <= other < len(parts):
            parts[place], parts[other] = parts[other], parts[place]
            _order(parts)


def do_remove_part(actor: Actor, conference_pk: int | str, part_pk: int, seen: int) -> None:
    with _change(actor, conference_pk, "part_removed") as master:
        part = _part(master, part_pk)
        _require_unchanged(part, seen)
        part.delete()


def do_set_look(actor: Actor, conference_pk: int | str, size: tuple[int, int], colours: tuple[str, str]) -> None:
    """Size in millimetres, ground and ink; checked again here, whoever calls."""
    colours = look.colours(*colours)
    with _change(actor, conference_pk, "look_set") as master:
        (master.width, master.height), (master.ground, master.ink) = size, colours


def do_set_emblem(actor: Actor, conference_pk: int | str, data: bytes, filename: str) -> None:
    """Take an uploaded emblem; where the banner has no place for one, it is put at the top."""
    access_conference(actor, conference_pk, Need.PREPARE)
    picture = emblems.read(data)
    with _change(actor, conference_pk, "emblem_set") as master:
        master.emblem, _made = BannerEmblem.objects.get_or_create(
            conference=master.conference,
            sha256=sha256(picture).hexdigest(),
            defaults={"data": picture, "filename": filename[:200], "at": clock.now(), "by": actor.name[:200]},
        )
        parts = list(master.parts.all())
        if not any(one.role == BannerPart.Role.EMBLEM for one in parts):
            made = BannerPart.objects.create(master=master, order=0, role=BannerPart.Role.EMBLEM)
            _order([made, *parts])


def do_drop_emblem(actor: Actor, conference_pk: int | str) -> None:
    with _change(actor, conference_pk, "emblem_dropped") as master:
        master.emblem = None
        master.parts.filter(role=BannerPart.Role.EMBLEM).delete()


def do_undo(actor: Actor, conference_pk: int | str) -> bool:
    """Take the actor's own last change back; False where there is none. Refusal where somebody changed it since."""
    with transaction.atomic():
        master = _locked(actor, conference_pk)
        step = master.steps.filter(by=actor.reference, undone=False).first()
        if step is None:
            return False
        if _snapshot(master) != step.after:
            raise Refusal(
                "changed_meanwhile",
                _("Người khác đã sửa phông sau lần sửa của anh/chị nên không hoàn tác; chưa đổi gì."),
                _("Sửa trực tiếp ở dòng cần sửa."),
            )
        _restore(master, step.before)
        BannerStep.objects.filter(pk=step.pk).update(undone=True)
        _told(actor, master, "undone")
    return True


def do_release(actor: Actor, conference_pk: int | str, released: bool) -> BannerMaster:
    """Let the sites take their banners, or no longer."""
    with transaction.atomic():
        master = _locked(actor, conference_pk)
        if (master.released_at is not None) != released:
            master.released_at = clock.now() if released else None
            master.released_by = actor.name[:200] if released else ""
            master.save(update_fields=["released_at", "released_by"])
            _told(actor, master, "released" if released else "withdrawn")
    return master


def do_ask_words(actor: Actor, conference_pk: int | str, *, asked: bool, due: datetime | None) -> BannerMaster:
    """Make its words on the banner a duty of every site, until a moment; or no longer."""
    with transaction.atomic():
        master = _locked(actor, conference_pk)
        due = due if asked else None
        if (master.words_asked, master.words_due) != (asked, due):
            master.words_asked, master.words_due = asked, due
            master.save(update_fields=["words_asked", "words_due"])
            data = {"asked": asked, "due": due.isoformat() if due else None}
            journal.append(master.conference.stream, "banner.words_asked", data, actor)
    return master


def do_say_words(actor: Actor, site_pk: int | str, values: Mapping[str, str]) -> SiteWords:
    """What a site's own banner says in its blanks; what is left empty follows the conference."""
    with transaction.atomic():
        site = access_own_site(actor, site_pk, Need.REGISTER)
        master = building.master_of(site.conference)
        names = building.site_blanks(building.draft_of(site.conference, master))
        kept = {name: _words(values.get(name, ""), _LONGEST_WORDS) for name in names}
        kept = {name: words for name, words in kept.items() if words}
        before = SiteWords.objects.select_for_update().filter(site=site).first()
        if before is not None and before.values == kept:
            return before
        said, _made = SiteWords.objects.update_or_create(
            site=site, defaults={"values": kept, "edited_by": actor.name[:200], "edited_at": clock.now()}
        )
        data = {"site": site.pk, "names": sorted(kept)}
        journal.append(site.conference.stream, "banner.site_said", data, actor, detail={"values": kept})
    return said


@contextmanager
def _change(actor: Actor, conference_pk: int | str, what: str) -> Generator[BannerMaster]:
    """The master, locked; what the block changed is one step that can be taken back, and an entry of the journal."""
    with transaction.atomic():
        master = _locked(actor, conference_pk)
        before = _snapshot(master)
        yield master
        after = _snapshot(master)
        if after == before:
            return
        master.revision += 1
        master.save()
        BannerStep.objects.create(master=master, at=clock.now(), by=actor.reference, before=before, after=after)
        _told(actor, master, what)


def _locked(actor: Actor, conference_pk: int | str) -> BannerMaster:
    """The master, made of what is proposed where there is none yet."""
    conference = access_conference(actor, conference_pk, Need.PREPARE)
    journal.lock(conference.stream)
    master = BannerMaster.objects.select_related("conference").filter(conference=conference).first()
    if master is None:
        master = BannerMaster.objects.create(conference=conference)
        BannerPart.objects.bulk_create(
            BannerPart(master=master, order=n, role=role, text=text) for n, (role, text) in enumerate(proposed())
        )
    return master


def do_begin(actor: Actor, conference_pk: int | str) -> BannerMaster:
    """Keep what is proposed, so that its blocks can be changed; done before, it is what is kept."""
    with transaction.atomic():
        return _locked(actor, conference_pk)


def _snapshot(master: BannerMaster) -> dict[str, Any]:
    return {
        "look": [master.width, master.height, master.ground, master.ink],
        "emblem": master.emblem_id,  # pyright: ignore[reportAttributeAccessIssue]
        "parts": [[one.pk, one.role, one.text] for one in master.parts.all()],
    }


def _restore(master: BannerMaster, kept: Mapping[str, Any]) -> None:
    master.width, master.height, master.ground, master.ink = kept["look"]
    master.emblem = BannerEmblem.objects.filter(pk=kept["emblem"]).first() if kept["emblem"] else None
    master.revision += 1
    master.save()
    rows = {one.pk: one for one in master.parts.all()}
    master.parts.exclude(pk__in=[pk for pk, _role, _text in kept["parts"]]).delete()
    for order, (pk, role, text) in enumerate(kept["parts"]):
        row = rows.get(pk) or BannerPart(pk=pk, master=master, revision=master.revision)
        row.order, row.role = order, role
        if row.text != text:
            row.text = text
            row.revision += 1
        row.save()


def _part(master: BannerMaster, pk: int) -> BannerPart:
    found = master.parts.filter(pk=pk).first()
    if found is None:
        raise _no_part()
    return found


def _no_part() -> Refusal:
    return Refusal(
        "no_such_block",
        _("Dòng này đã bị người khác bỏ; phần vừa gõ chưa được ghi."),
        _("Chép phần vừa gõ, tải lại trang rồi thêm dòng mới."),
        status=404,
    )


def _require_unchanged(part: BannerPart, seen: int) -> None:
    if part.revision != seen:
        raise Refusal(
            "changed_meanwhile",
            _("%(name)s vừa sửa dòng này; chưa lưu gì, chữ anh/chị gõ vẫn nằm trong ô.")
            % {"name": part.edited_by or "…"},
            _("Xem chữ đang có ở dưới ô, gộp lại rồi lưu lần nữa."),
        )


def _order(parts: list[BannerPart]) -> None:
    for order, one in enumerate(parts):
        one.order = order
    BannerPart.objects.bulk_update(parts, ["order"])


def _words(text: str, most: int) -> str:
    words = " ".join(nfc(text).replace("\0", "").split())
    if len(words) > most:
        raise Refusal(
            "too_long",
            _("Dòng chữ dài quá %(most)s ký tự nên chưa được lưu.") % {"most": most},
            _("Rút gọn, hoặc tách thành nhiều dòng."),
            status=422,
        )
    return words


def _told(actor: Actor, master: BannerMaster, what: str) -> None:
    journal.append(master.conference.stream, f"banner.{what}", {"revision": master.revision}, actor)
