"""The rooms' own small pictures for the operator: in memory only, bounded, gone when the hall closes.

What comes from outside is not decoded here: the header says that it is a JPEG and how large its picture is.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from nhipcau.core.errors import Refusal

MAX_BYTES = 64 * 1024
MAX_WIDTH, MAX_HEIGHT = 640, 360
MIN_INTERVAL = 2.0
"""Seconds between two stills of one machine; rooms send one every 5 to 10 s."""

_START, _END = b"\xff\xd8\xff", b"\xff\xd9"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # SOF markers; C4, C8, CC are tables and reserved
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})


@dataclass(frozen=True, slots=True)
class Still:
    """number: rises with every still of the hall, so that a page knows a new one."""

    number: int
    at: float
    jpeg: bytes


class Stills:
    """The newest still of each machine of one hall. Moments are seconds of a monotonic clock."""

    def __init__(self) -> None:
        self._number = 0
        self._by_machine: dict[tuple[str, str], Still] = {}

    def put(self, site: str, device: str, jpeg: bytes, now: float) -> None:
        """Keep a still; Refusal `still_too_big` (413), `not_a_picture` (415) or `too_often` (429)."""
        before = self._by_machine.get((site, device))
        if before is not None and now - before.at < MIN_INTERVAL:
            raise Refusal(
                "too_often",
                _("Ảnh chụp gửi lên quá dày; ảnh trước được giữ."),
                _("Gửi lại sau vài giây."),
                status=429,
                extra={"retry_after": MIN_INTERVAL},
            )
        check(jpeg)
        self._number += 1
        self._by_machine[site, device] = Still(self._number, now, jpeg)

    def get(self, site: str, device: str) -> Still | None:
        return self._by_machine.get((site, device))

    def forget_all_but(self, machines: frozenset[tuple[str, str]]) -> None:
        for gone in self._by_machine.keys() - machines:
            del self._by_machine[gone]


def too_big() -> Refusal:
    return Refusal(
        "still_too_big",
        _("Ảnh chụp vượt %(size)s kB hoặc %(max_width)s×%(max_height)s điểm ảnh nên không được nhận.")
        % {"size": MAX_BYTES // 1024, "max_width": MAX_WIDTH, "max_height": MAX_HEIGHT},
        _("Thu nhỏ ảnh rồi gửi lại; hình và tiếng không bị ảnh hưởng."),
        status=413,
    )


def check(jpeg: bytes) -> None:
    """Refusal unless `jpeg` is, by its header, a JPEG of a size we take."""
    if len(jpeg) > MAX_BYTES:
        raise too_big()
    width, height = dimensions(jpeg)
    if width > MAX_WIDTH or height > MAX_HEIGHT:
        raise too_big()


def dimensions(jpeg: bytes) -> tuple[int, int]:
    """Width and height by the frame header (ITU-T T.81, B.2); Refusal `not_a_picture` where there is none."""
    if not jpeg.startswith(_START) or not jpeg.rstrip(b"\x00").endswith(_END):
        raise _no_picture()
    at = 2
    while at + 9 <= len(jpeg):
        if jpeg[at] != 0xFF:
            break
        marker = jpeg[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
        elif marker in _WITHOUT_LENGTH:
            at += 2
        elif marker in _FRAMES:
            height, width = (int.from_bytes(jpeg[at + i : at + i + 2], "big") for i in (5, 7))
            if width and height:
                return width, height
            break
        else:
            length = int.from_bytes(jpeg[at + 2 : at + 4], "big")
            if length < 2:
                break
            at += 2 + length
    raise _no_picture()


def _no_picture() -> Refusal:
    return Refusal(
        "not_a_picture",
        _("Dữ liệu gửi lên không phải ảnh JPEG nên không được nhận."),
        _("Tải lại trang; hình và tiếng không bị ảnh hưởng."),
        status=415,
    )
