"""What the outbox tells of a paper's letters. Loaded by every process that starts: it needs no writing of papers."""

from nhipcau.documents.models import Delivery
from nhipcau.outbox.models import Message

_State = Delivery.State


def note_result(message: Message) -> None:
    """How a letter ended, as the outbox tells it; what got further meanwhile stays so."""
    pk = int(message.about.partition(":")[2])
    row = Delivery.objects.select_for_update().filter(pk=pk).first()
    if row is None or message.key != f"{message.kind}:{row.pk}:{row.tries}" or row.state != _State.QUEUED:
        return
    if message.state == Message.State.SENT:
        row.state, row.sent_at, row.failure = _State.SENT, message.sent_at, ""
    else:
        row.state, row.failure = _State.FAILED, message.last_error
    row.save(update_fields=["state", "sent_at", "failure"])
