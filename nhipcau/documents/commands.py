"""Receiving a paper, keeping corrections to what was read, and making the conference that it convenes."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.models import Conference
from nhipcau.core.access import Actor, Need, access_paper, reachable_unit_paths
from nhipcau.core.errors import Refusal
from nhipcau.documents import intake, planning, sheet
from nhipcau.documents.intake import UnreadablePaper
from nhipcau.documents.models import ReceivedPaper
from nhipcau.journal import record as journal

STREAM = "administration"


def do_receive_paper(actor: Actor, *, data: bytes | None = None, text: str = "", filename: str = "") -> ReceivedPaper:
    """Read a paper, from a file or from pasted text, and keep it. The same paper from the same person is one row.

    Refusal (422) where it cannot be read; nothing is kept then.
    """
    if actor.kind != "account" or not reachable_unit_paths(actor, Need.PREPARE):
        raise Refusal(
            "not_allowed",
            "Tài khoản của bạn không có quyền lập hội nghị; văn bản chưa được lưu.",
            "Đề nghị quản trị của đơn vị cấp quyền “Tổ chức hội nghị”.",
            status=403,
        )
    original = text.encode() if data is None else data
    digest = hashlib.sha256(original).hexdigest()
    known = ReceivedPaper.objects.filter(uploaded_by_id=actor.id, sha256=digest).first()
    if known is not None:
        return known
    try:
        reading = intake.read_pasted(text) if data is None else intake.read_upload(data, filename)
    except UnreadablePaper as error:
        raise Refusal(error.code, error.message, error.hint, status=422) from error
    with transaction.atomic():
        paper, made = ReceivedPaper.objects.get_or_create(
            uploaded_by_id=actor.id,
            sha256=digest,
            defaults={
                "filename": filename[:255],
                "original": original,
                "text": reading.text,
                "facts": reading.facts,
                "spans": [span.to_json() for span in reading.spans],
            },
        )
        if made:
            journal.append(
                STREAM, "paper.received", {"paper": paper.pk, "sha256": digest, "bytes": len(original)}, actor
            )
    return paper


def do_keep_corrections(actor: Actor, paper_pk: int | str, facts: Mapping[str, Any]) -> ReceivedPaper:
    """Keep what a person corrected so far; the conference is not made yet."""
    with transaction.atomic():
        paper = access_paper(actor, paper_pk, Need.PREPARE)
        _refuse_confirmed(paper)
        _keep(paper, facts)
        journal.append(STREAM, "paper.corrected", {"paper": paper.pk, "keys": paper.corrected_keys}, actor)
    return paper


def do_confirm_paper(actor: Actor, paper_pk: int | str, facts: Mapping[str, Any], key: str) -> Conference:
    """Make the conference from the confirmed facts. A paper makes one conference, however often it is confirmed.

    What no field of the conference holds (participants, materials, speeches, recipients …) stays in
    `ReceivedPaper.confirmed` and is shown with the conference.
    """
    with transaction.atomic():
        paper = access_paper(actor, paper_pk, Need.PREPARE, lock=True)
        if paper.conference is not None:
            return paper.conference
        _keep(paper, facts)
        conference = do_create_conference(actor, planning.plan(facts), f"paper:{paper.pk}:{key}"[:64])
        paper.conference = conference
        paper.save(update_fields=["conference"])
        journal.append(
            conference.stream,
            "paper.confirmed",
            {"paper": paper.pk, "sha256": paper.sha256, "corrected": paper.corrected_keys},
            actor,
        )
    return conference


def _keep(paper: ReceivedPaper, facts: Mapping[str, Any]) -> None:
    paper.confirmed = dict(facts)
    paper.corrected_keys = sheet.corrected(paper.facts, facts)
    paper.save(update_fields=["confirmed", "corrected_keys"])


def _refuse_confirmed(paper: ReceivedPaper) -> None:
    if paper.conference is not None:
        raise Refusal(
            "already_confirmed",
            "Hội nghị đã được lập từ văn bản này; nội dung vừa sửa chưa được ghi.",
            "Mở hội nghị để xem và đặt tên điểm cầu.",
        )
