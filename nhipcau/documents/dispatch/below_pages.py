"""Those below to whom a recipient passed a paper on: who has it, and what its clerk does about the others."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from nhipcau.core.access import Actor, Need, access_delivery, actor_of, may
from nhipcau.core.attempts import Attempt
from nhipcau.documents.dispatch import mailed, queries
from nhipcau.documents.dispatch.followed import followed
from nhipcau.documents.dispatch.returns import REASONS_RETURNED
from nhipcau.documents.models import Delivery
from nhipcau.documents.writing import states
from nhipcau.outbox import line


@require_http_methods(["GET", "POST"])
def below(request: HttpRequest, pk: int) -> HttpResponse:
    """The matrix of the units right below, as the paper's own sender has one of all."""
    actor = actor_of(request)
    parent = access_delivery(actor, pk, Need.VIEW)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            access_delivery(actor, pk, Need.COMPOSE)
            words = followed(actor, parent.paper.pk, request.POST, above=parent.pk)
            messages.success(request, words, extra_tags="ok")
            return redirect("received-below", pk)
    found = queries.below_of(parent)
    context = {
        "nav": "own",
        "row": parent,
        "paper": parent.paper,
        "conference": parent.paper.conference,
        "matrix": found,
        "missing": found.missing,
        "ended_by": queries.ended_by([parent.paper]).get(parent.paper.pk),
        "opened": request.GET.get("open", ""),
        "channels": Delivery.Channel.choices,
        "may_send": _may_send(actor, parent),
        "refusal": attempt.refusal,
        "outage": line.outage(),
        "waiting": mailed.waiting(parent.paper),
        "reasons": [str(one) for one in REASONS_RETURNED],
    }
    return render(request, "documents/dispatch/below.html", context, status=attempt.status)


def _may_send(actor: Actor, parent: Delivery) -> bool:
    return (
        parent.unit is not None and may(actor, parent.unit.path, Need.COMPOSE) and states.may(parent.paper, "dispatch")
    )
