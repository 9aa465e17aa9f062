"""Telephone numbers as offices type them and as Excel breaks them."""

import re
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.core.errors import Refusal

_LENGTH: Final = 40
_DIGITS: Final = range(3, 16)  # E.164 has at most 15; offices also note internal numbers of three
_ALLOWED: Final = re.compile(r"[\d\s().+/;,-]*\Z")


def read(text: str) -> str:
    """The number, or several, in groups of digits: `0912345678.0` and `912345678` (a zero lost in Excel) are the
    mobile 0912 345 678, `2053812345` the landline 02053812345. Refusal `bad_phone` (422) where it is none."""
    text = " ".join(text.replace("\u00a0", " ").split())
    if not text:
        return ""
    parts = [part.strip() for part in re.split(r"[;/,]", text) if part.strip()]
    return "; ".join(_one(part) for part in parts)[:_LENGTH]


def _one(text: str) -> str:
    digits = re.sub(r"\D", "", re.sub(r"\.0+\Z", "", text))
    if not _ALLOWED.match(text) or len(digits) not in _DIGITS:
        raise Refusal(
            "bad_phone",
            _("“%(text)s” không phải là số điện thoại; chưa ghi gì.") % {"text": text[:40]},
            _("Số di động có 10 chữ số, ví dụ 0900 000 001."),
            status=422,
        )
    if digits.startswith("84") and len(digits) == 11 and text.startswith("+"):
        digits = "0" + digits[2:]
    if len(digits) == 9 and digits[0] in "35789":
        digits = "0" + digits
    if len(digits) == 10 and digits[0] == "2":
        return "0" + digits
    if len(digits) == 10 and digits[0] == "0":
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return re.sub(r"\.0+\Z", "", text)
