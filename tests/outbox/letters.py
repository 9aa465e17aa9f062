"""Letters for the tests of this folder."""

from typing import Any

from django.db import transaction

from nhipcau.outbox.letters import Letter, queue
from nhipcau.outbox.models import Message


def letter(key: str = "thu-1", **changes: Any) -> Letter:
    values: dict[str, Any] = {
        "kind": "test",
        "key": key,
        "stream": "conference:1",
        "to": f"{key}@xa.example",
        "to_name": "UBND xã Tân Thành",
        "subject": "Nhắc đăng ký điểm cầu: Hội nghị trực tuyến",
        "body": "Kính gửi: UBND xã Tân Thành.\nĐề nghị đăng ký trước 16:00 ngày 17/12/2021.",
    }
    return Letter(**{**values, **changes})


def queued(*keys: str, **changes: Any) -> list[Message]:
    """Letters in the queue, whatever the settings of the test run say."""
    with transaction.atomic():
        made = queue(letter(key, **changes) for key in keys)
    Message.objects.filter(state=Message.State.HELD).update(state=Message.State.QUEUED)
    return made


def state(key: str) -> str:
    return Message.objects.get(key=key).state
