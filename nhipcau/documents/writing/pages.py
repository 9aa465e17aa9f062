"""The papers of a conference, and one paper: edited block by block, seen as pages, brought to its issue."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_written, actor_of, may
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.documents.compose.about import subject_of
from nhipcau.documents.compose.facts import named
from nhipcau.documents.models import Paper, PaperBlock, PaperFile, PaperStep
from nhipcau.documents.register import notation
from nhipcau.documents.writing import (
    checks,
    commands,
    deadlines,
    presence,
    queries,
    remembered,
    rendering,
    setting,
    signing,
)
from nhipcau.documents.writing.editing import ChangedMeanwhile
from nhipcau.documents.writing.files import handed_out
from nhipcau.typeset import from_json

_PER_PAGE = 50
STEPS = (
    (Paper.State.DRAFT, gettext_lazy("Dự thảo")),
    (Paper.State.INITIALLED, gettext_lazy("Trình ký")),
    (Paper.State.SIGNED, gettext_lazy("Đã ký")),
    (Paper.State.NUMBERED, gettext_lazy("Cấp số")),
    (Paper.State.ISSUED, gettext_lazy("Phát hành")),
)


@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """The list with what is next; a form begins a paper."""
    actor = actor_of(request)
    desk = queries.desk_of(actor, pk, request.GET.get("unit", ""))
    attempt = Attempt(422)
    if request.method == "POST":
        with attempt:
            return redirect("written", _begun(request, actor, desk).pk)
    found = queries.papers_of(actor, desk.conference)
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    organs = queries.organs_of(desk.unit) if desk.unit else []
    kinds = queries.kinds_offered(desk, organs)
    context = {
        "nav": "home",
        "conference": desk.conference,
        "desk": desk,
        "page": page,
        "rows": [(one, queries.next_of(one)) for one in page],
        "may_add_organ": desk.unit is not None and may(actor, desk.unit.path, Need.ADMINISTER),
        "kinds": [(kind, deadlines.deadline(kind, desk.conference)) for kind in kinds],
        "organs": organs,
        "bases": [one for one in found if one.state == Paper.State.ISSUED],
        "key": request.POST.get("key") or uuid4().hex,
        "chosen": request.POST.get("kind") or request.GET.get("kind", ""),
        "follows": request.POST.get("follows") or request.GET.get("follows", ""),
        "refusal": attempt.refusal,
        "overtaken": queries.overtaken_shown(actor, desk.conference, desk.unit),
    }
    return render(request, "documents/writing/papers.html", context, status=attempt.status)


def _begun(request: HttpRequest, actor: Actor, desk: queries.Desk) -> Paper:
    if desk.unit is None:
        raise Refusal(
            "not_allowed",
            _("Tài khoản của bạn không soạn văn bản cho hội nghị này."),
            _("Đề nghị quản trị của đơn vị cấp vai trò."),
            status=403,
        )
    given = {
        "conference_pk": desk.conference.pk,
        "unit_pk": desk.unit.pk,
        "organ_pk": request.POST.get("organ", ""),
        "key": request.POST.get("key") or uuid4().hex,
    }
    if base := request.POST.get("follows", ""):
        from nhipcau.documents.dispatch.queries import readable

        given |= {"follows": readable(actor, base), "how": Paper.Follows.CARRIES_OUT}
    return commands.do_draft(actor, request.POST.get("kind", ""), **given)


@dataclass(frozen=True, slots=True)
class BlockShown:
    """A block with its words as they stand now. lines: each as runs, those of facts with their names."""

    block: PaperBlock
    lines: list[Any]
    facts: list[str]
    problems: list[checks.Check]
    typed: str = ""
    meanwhile: ChangedMeanwhile | None = None
    open: bool = False
    unsaved: bool = False


@dataclass(slots=True)
class Said:
    """What a page says above a draft. typed: by block, what was not saved; lost: (block, the same) of one
    that is gone."""

    refusal: Refusal | None = None
    meanwhile: ChangedMeanwhile | None = None
    typed: dict[int, str] = field(default_factory=dict)
    lost: tuple[int, str] | None = None


@require_GET
def written(request: HttpRequest, pk: int) -> HttpResponse:
    return page_of(request, pk, Said())


def page_of(request: HttpRequest, pk: int, said: Said) -> HttpResponse:
    actor = actor_of(request)
    paper = access_written(actor, pk, Need.VIEW)
    can = queries.allowed(actor, paper)
    context: dict[str, Any] = {
        "nav": "home",
        "paper": paper,
        "conference": paper.conference,
        "can": can,
        "steps": _steps(paper),
        "due": deadlines.of(paper),
        "own_register": queries.owns_register(paper),
        "refusal": said.refusal,
        "given": request.POST if said.refusal else {},
        "lost": said.lost,
        "key": uuid4().hex,
        "forms": [(form, rendering.ENDINGS[form].upper()) for form in rendering.forms() if form != "model"],
        "files": list(paper.files.defer("data").order_by("form")),
        "followers": list(paper.followers.exclude(state=Paper.State.DISCARDED).order_by("pk")),
        "urgencies": Paper.Urgency.choices,
        "kinds_of_block": PaperBlock.Kind.choices,
        "overtaken": _own_overtaken(actor, paper),
    }
    context |= _drafted(request, paper, said) if not paper.was_issued and paper.conference else _issued(request, paper)
    status = 409 if said.meanwhile else said.refusal.status if said.refusal else 200
    return render(request, "documents/writing/paper.html", context, status=status)


def _own_overtaken(actor: Actor, paper: Paper) -> list[queries.OvertakenShown]:
    if paper.state != Paper.State.ISSUED or paper.conference is None:
        return []
    return [one for one in queries.overtaken_shown(actor, paper.conference, paper.unit) if one.paper.pk == paper.pk]


def _issued(request: HttpRequest, paper: Paper) -> dict[str, Any]:
    kept = paper.files.filter(form=PaperFile.Form.MODEL).first()
    if kept is None:
        return {}
    profile = setting.profile_of(paper)
    return {
        "sheets": rendering.preview(
            from_json(bytes(kept.data).decode()), profile, whole=rendering.asks_for_all(request)
        ),
        "profile": profile,
        "blocks": [],
    }


def _drafted(request: HttpRequest, paper: Paper, said: Said) -> dict[str, Any]:
    blocks = list(paper.blocks.all())
    set_ = setting.set_paper(paper, blocks)
    found = checks.checks(paper, set_)
    opened = request.GET.get("block", "")
    subject = subject_of(paper)
    last = remembered.last_of(subject.organ, paper.kind, paper)
    ways = signing.capacities(subject.organ.kind, paper.kind, party=subject.party)
    used = {name for one in blocks for name in named(one.text)}
    return {
        "read_at": clock.now().isoformat(),
        "mark": presence.mark(paper, blocks),
        "here": presence.others(actor_of(request), paper),
        "taken_out": _taken_out(paper, request.GET.get("gone", "")),
        "sheets": rendering.preview(set_.paper, set_.profile, whole=rendering.asks_for_all(request)),
        "profile": set_.profile,
        "blocks": [_block_shown(one, set_, found, said, opened) for one in blocks],
        "last": last,
        "signs": {
            "way": request.POST.get("capacity") or (last.capacity if last else ""),
            "position": request.POST.get("position") or (last.signer_position if last else ""),
            "name": request.POST.get("name") or (last.signer_name if last else ""),
        },
        "checks": found,
        "stopping": sum(one.stops for one in found),
        "facts": [(fact, fact.name in used) for fact in set_.facts.values() if fact.known],
        "ways": [(one, signing.usual_position(subject.organ.kind, one.who)) for one in ways],
        "party": notation.is_party(subject.organ.kind, subject.organ.name),
    }


def _taken_out(paper: Paper, gone: str) -> PaperStep | None:
    """The block that was just taken out, so that it can be had back at once."""
    if not (gone.isdecimal() and len(gone) < 19):
        return None
    step = paper.steps.filter(block=int(gone)).first()
    return step if step is not None and step.after is None and not step.undone else None


def _block_shown(
    block: PaperBlock, set_: setting.Set, found: list[checks.Check], said: Said, opened: str
) -> BlockShown:
    clash = said.meanwhile if said.meanwhile and said.meanwhile.block.pk == block.pk else None
    lines = [setting.line_runs(line, fact, set_.facts) for line, fact in setting.expanded(block.text, set_.facts)]
    problems = [one for one in found if one.block == block.pk]
    return BlockShown(
        block,
        lines,
        list(dict.fromkeys(named(block.text))),
        problems,
        typed=clash.typed if clash else said.typed.get(block.pk, block.text),
        meanwhile=clash,
        unsaved=(clash is not None and not clash.taken_out) or block.pk in said.typed,
        open=clash is not None or block.pk in said.typed or opened == str(block.pk),
    )


def _steps(paper: Paper) -> list[tuple[str, str, bool, bool]]:
    """(state, words, done, now) of the way to the issue."""
    order = [state for state, _words in STEPS]
    at = order.index(Paper.State(paper.state)) if paper.state in order else len(order)
    return [
        (state, str(words), n < at or paper.was_issued, n == at and not paper.was_issued)
        for n, (state, words) in enumerate(STEPS)
    ]


@require_GET
def file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """A form of the paper: of an issued one the bytes that were kept, of a draft made now."""
    paper = access_written(actor_of(request), pk, Need.VIEW)
    return handed_out(paper, form)
