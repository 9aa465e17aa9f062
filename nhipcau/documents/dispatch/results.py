"""What the outbox tells of a paper's letters. Loaded by every process that starts: it needs no writing of papers."""

from nhipcau.documents.models import Delivery
from nhipcau.outbox.models import Message

_State = Delivery.State
_STILL_OPEN = {_State.QUEUED, _State.FAILED, _State.UNSURE, _State.WITHDRAWN}
"""A letter may be queued again from the list of letters: how it ended then is told as well."""
_ENDED = {
    Message.State.SENT: _State.SENT,
    Message.State.UNSURE: _State.UNSURE,
    Message.State.WITHDRAWN: _State.WITHDRAWN,
}


def note_result(message: Message) -> None:
    """How a letter ended, as the outbox tells it; what got further meanwhile stays so."""
    pk = int(message.about.partition(":")[2])
    row = Delivery.objects.select_for_update().filter(pk=pk).first()
    if row is None or message.key != f"{message.kind}:{row.pk}:{row.tries}" or row.state not in _STILL_OPEN:
        return
    row.state = _ENDED.get(Message.State(message.state), _State.FAILED)
    row.sent_at, row.failure = message.sent_at, message.last_error
    row.save(update_fields=["state", "sent_at", "failure"])
