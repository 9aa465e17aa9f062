"""The paper that a pack belongs to: how it is cited, and its pages."""

import io
from typing import Final

import pypdf

from nhipcau.conferences.models import Conference
from nhipcau.documents import identity
from nhipcau.documents.models import Paper, PaperFile
from nhipcau.documents.packs.facts import Cited

_CONVENING: Final = (Paper.Kind.NOTICE, Paper.Kind.INVITATION, Paper.Kind.PARTY_CALL)


def convening(conference: Conference) -> tuple[Cited | None, bytes]:
    """What convenes: the latest issued here, with its bytes; else the one that was read."""
    issued = conference.papers.filter(unit=conference.host, state=Paper.State.ISSUED).order_by("-issued_at")
    paper = issued.filter(kind__in=_CONVENING).first() or issued.filter(kind=Paper.Kind.PLAN).first()
    if paper is not None:
        pdf = bytes(PaperFile.objects.get(paper=paper, form=PaperFile.Form.PDF).data)
        kind = str(paper.get_kind_display()).split(" (")[0]
        on = f" ngày {paper.issue_date:%d/%m/%Y}" if paper.issue_date else ""
        of = f" của {paper.issuer.name}" if paper.issuer else ""
        pages = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
        return Cited(f"{kind} số {paper.notation}{on}{of}", paper.title, pages, _amended(conference, paper)), pdf
    read = conference.papers.filter(role=Paper.Role.CONVENES).order_by("uploaded_at").first()
    if read is None:
        return None, b""
    facts = read.confirmed or read.facts
    of = f" của {facts['issuing_body']}" if facts.get("issuing_body") else ""
    return Cited(f"{identity.words(facts)}{of}", facts.get("subject") or "", 0, _amended(conference)), b""


def _amended(conference: Conference, since: Paper | None = None) -> tuple[str, ...]:
    """What has amended the conference, each named once; of an issued paper only what came after it."""
    rows = conference.amendments.order_by("at").exclude(said="")
    if since is not None:
        rows = rows.filter(at__gt=since.issued_at)
    return tuple(dict.fromkeys(rows.values_list("said", flat=True)))
