"""Units, organs, accounts and letters by the thousand, beside the conferences of `bench office`."""

from typing import Any


def crowd(host: Any, large: Any, many: int) -> tuple[Any, Any]:
    """A unit with `many` others below it, an organ and an account in each, and as many letters about the conference
    `large`: the unit, and one of the letters."""
    from nhipcau.core import clock
    from nhipcau.organs.models import Account, Organ, Unit
    from nhipcau.outbox.models import Message

    day = host.valid_from
    wide = Unit.objects.create(code="99", name="Tỉnh Đo", short_name="Đo", tier="tinh", path="99/", valid_from=day)
    Unit.objects.bulk_create(
        [
            Unit(
                code=f"9{number:05}",
                name=f"Xã Đo {number}",
                short_name=f"Đo {number}",
                tier="xa",
                parent=wide,
                path=f"99/9{number:05}/",
                order=number,
                valid_from=day,
                search=f"xa do {number}",
            )
            for number in range(many)
        ],
        batch_size=500,
    )
    below = list(Unit.objects.filter(parent=wide))
    organ = Organ(unit=wide, keeper=wide, kind="ubnd", name="UBND tỉnh Đo", valid_from=day)
    organ.save()
    Organ.objects.bulk_create(
        [Organ(unit=one, keeper=wide, kind="ubnd", name=f"UBND {one.name}", valid_from=day) for one in below],
        batch_size=500,
    )
    Account.objects.bulk_create(
        [Account(username=f"do-{one.pk}", last_name="Vi Thị", first_name=one.short_name, unit=one) for one in below],
        batch_size=500,
    )
    now = clock.now()
    Message.objects.bulk_create(
        [
            Message(
                kind="reminder",
                key=f"bench-{number}",
                stream=large.stream,
                to=f"xa-{number}@example.vn",
                subject="Nhắc báo đại biểu",
                body="Kính gửi",
                state="held",
                next_at=now,
                made_at=now,
                queued_at=now,
            )
            for number in range(many)
        ],
        batch_size=500,
    )
    return wide, Message.objects.filter(stream=large.stream).order_by("pk")[0]
