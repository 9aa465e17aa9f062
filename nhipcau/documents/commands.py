"""Receiving a paper, keeping corrections to what was read, and making the conference that it convenes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_paper, reachable_unit_paths
from nhipcau.core.errors import Refusal
from nhipcau.core.languages import translated
from nhipcau.documents import cooperation, identity, inheritance, intake, originals, planning, queries
from nhipcau.documents.intake import UnreadablePaper
from nhipcau.documents.models import ReceivedPaper
from nhipcau.documents.sheet_posted import corrected
from nhipcau.journal import record as journal

STREAM = "administration"


def do_receive_paper(actor: Actor, *, data: bytes | None = None, text: str = "", filename: str = "") -> ReceivedPaper:
    """Read a paper, from a file or from pasted text, and keep it. The same paper from the same person is one row.

    A paper that a colleague brought and that has its conference already is theirs. Refusal (422) where it cannot be
    read; nothing is kept then.
    """
    if actor.kind != "account" or not reachable_unit_paths(actor, Need.PREPARE):
        raise Refusal(
            "not_allowed",
            _("Tài khoản của bạn không có quyền lập hội nghị; văn bản chưa được lưu."),
            _("Đề nghị quản trị của đơn vị cấp quyền “Tổ chức hội nghị”."),
            status=403,
        )
    original = text.encode() if data is None else data
    digest = originals.digest_of(original)
    known = queries.same_bytes(actor, digest)
    if known is not None:
        return known
    try:
        reading = intake.read_pasted(text) if data is None else intake.read_upload(data, filename)
    except UnreadablePaper as error:
        raise Refusal(error.code, translated(error.message), translated(error.hint), status=422) from error
    new_file = originals.keep(original)
    try:
        return _received(actor, reading, digest, filename, len(original))
    except BaseException:
        if new_file and not ReceivedPaper.objects.filter(sha256=digest).exists():
            originals.forget(digest)
        raise


def _received(actor: Actor, reading: intake.Reading, digest: str, filename: str, size: int) -> ReceivedPaper:
    spans = [span.to_json() for span in reading.spans]
    facts = with_cooperation(reading.facts, spans, reading.text)
    inherited = inheritance.inherited(reading.text, facts, queries.parents(actor, reading.text, facts))
    with transaction.atomic():
        paper, made = ReceivedPaper.objects.get_or_create(
            uploaded_by_id=actor.id,
            sha256=digest,
            defaults={
                "filename": filename[:255],
                "size": size,
                "text": reading.text,
                "facts": facts,
                "spans": spans,
                "identity": identity.of(facts),
                "inherited": inherited,
                "file_remarks": [one.to_json() for one in _of_the_file(reading)],
            },
        )
        if made:
            journal.append(STREAM, "paper.received", {"paper": paper.pk, "sha256": digest, "bytes": size}, actor)
    return paper


def _of_the_file(reading: intake.Reading) -> list[intake.Remark]:
    """Remarks that the text alone would not give again: they are kept, the others follow the facts as they change."""
    again = {one.code for one in intake.remarks(reading, clock.local(clock.now()).date())}
    return [one for one in reading.remarks if one.code not in again]


def with_cooperation(facts: Mapping[str, Any], spans: Sequence[Mapping[str, Any]], text: str) -> dict[str, Any]:
    """The facts, each task with the bodies that are named to work with its assignee."""
    place = {span["index"]: span for span in reversed(spans) if span["key"] == "tasks" and "index" in span}
    tasks = []
    for index, task in enumerate(facts["tasks"]):
        at = place.get(index)
        action = task["action_summary"] or ""
        found = cooperation.named(text, at["start"], at["end"], action) if at else ""
        tasks.append({**task, "cooperating": found or None})
    return {**facts, "tasks": tasks}


def do_keep_corrections(
    actor: Actor, paper_pk: int | str, facts: Mapping[str, Any], checked: Sequence[str] = ()
) -> ReceivedPaper:
    """Keep what a person corrected or found right so far; the conference is not made yet."""
    with transaction.atomic():
        paper = access_paper(actor, paper_pk, Need.PREPARE, lock=True)
        _refuse_confirmed(paper)
        keep_facts(actor, paper, facts, checked)
        journal.append(STREAM, "paper.corrected", {"paper": paper.pk, "keys": paper.corrected_keys}, actor)
    return paper


def do_confirm_paper(
    actor: Actor, paper_pk: int | str, facts: Mapping[str, Any], key: str, checked: Sequence[str] = ()
) -> Conference:
    """Make the conference from the confirmed facts. A paper makes one conference, however often it is confirmed.

    What the paper says arrives as rows of the conference, each with the words it came from; sentences from which
    nothing was read become notes.
    """
    with transaction.atomic():
        paper = access_paper(actor, paper_pk, Need.PREPARE, lock=True)
        if paper.conference is not None:
            return paper.conference
        keep_facts(actor, paper, facts, checked)
        plan = planning.plan(facts, queries.ground(paper))
        conference = do_create_conference(actor, plan, f"paper:{paper.pk}:{key}"[:64])
        paper.conference = conference
        paper.role = ReceivedPaper.Role.CONVENES
        paper.save(update_fields=["conference", "role"])
        journal.append(
            conference.stream,
            "paper.confirmed",
            {"paper": paper.pk, "sha256": paper.sha256, "corrected": paper.corrected_keys},
            actor,
        )
    return conference


def do_discard_paper(actor: Actor, paper_pk: int | str) -> None:
    """Forget a paper that made nothing: its text, its facts, and its original where no other paper has the same."""
    with transaction.atomic():
        paper = access_paper(actor, paper_pk, Need.PREPARE, lock=True)
        _refuse_confirmed(paper)
        data = {"paper": paper.pk, "sha256": paper.sha256}
        paper.delete()
        journal.append(STREAM, "paper.discarded", data, actor)
        if not ReceivedPaper.objects.filter(sha256=data["sha256"]).exists():
            transaction.on_commit(lambda: originals.forget(data["sha256"]))


def keep_facts(actor: Actor, paper: ReceivedPaper, facts: Mapping[str, Any], checked: Sequence[str] = ()) -> None:
    """Keep the facts as a person has them now; what was corrected before keeps its first corrector."""
    now = {"by": actor.name, "account": actor.id, "at": clock.now().isoformat()}
    base = queries.proposed(paper)
    before = paper.confirmed or base
    changed_now = set(corrected(before, facts))
    corrections = {}
    for key in corrected(base, facts):
        known = paper.corrections.get(key)
        corrections[key] = known if known and key not in changed_now else {**now, "was": base.get(key)}
    paper.confirmed = dict(facts)
    paper.corrections = corrections
    paper.checked = sorted(set(checked))
    paper.identity = identity.of(facts)
    paper.save(update_fields=["confirmed", "corrections", "checked", "identity"])


def _refuse_confirmed(paper: ReceivedPaper) -> None:
    if paper.conference is not None:
        raise Refusal(
            "already_confirmed",
            _("Hội nghị đã được lập từ văn bản này; nội dung vừa sửa chưa được ghi."),
            _("Mở hội nghị để xem và đặt tên điểm cầu."),
        )
