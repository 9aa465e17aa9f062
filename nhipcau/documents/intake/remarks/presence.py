"""What a convening paper must have and this one has not; and two papers in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from nhipcau.core.phrases import joined, phrase
from nhipcau.documents.intake.heading import read_heading
from nhipcau.documents.intake.reading import Remark
from nhipcau.documents.intake.second import second_paper

_TIER_NAMES: Final = {
    "trung_uong": phrase("trung ương"),
    "tinh": phrase("cấp tỉnh"),
    "huyen": phrase("cấp huyện"),
    "xa": phrase("cấp xã"),
}
_NUMBER_LINE: Final = re.compile(
    r"^[\W_]*Số\s*:?\s*(?P<number>[0-9]{1,6}[a-z]?\s?[/-]\s?[A-ZĐ][\w/&.-]*)", re.MULTILINE
)

CONVENES_NOTHING: Final = Remark(
    "convenes_nothing",
    phrase("Văn bản này không triệu tập cuộc họp nào, hoặc hệ thống chưa nhận ra."),
    None,
    hint=phrase("Kiểm tra lại tệp. Nếu đúng là văn bản triệu tập, ghi tên, thời gian và các cấp vào phiếu bên dưới."),
    grave=True,
)


def check(facts: Mapping[str, Any], text: str) -> Iterator[Remark]:
    yield from _second_paper(text)
    if not facts["number"]:
        hint = phrase("Ghi số vào ô “Số, ký hiệu” nếu văn bản đã được cấp số; thiếu số thì văn bản sau khó viện dẫn.")
        yield Remark("number_missing", phrase("Không thấy số, ký hiệu của văn bản."), "number", hint=hint)
    elif facts["number"].startswith(("/", "-")):
        words = phrase("Văn bản chưa điền số; mới có ký hiệu “%(number)s”.", number=facts["number"])
        yield Remark("number_blank", words, "number", hint=phrase("Điền số khi văn thư đã cấp."))
    if not facts["issue_date"]:
        words = phrase("Ngày ban hành chưa đủ ngày, tháng, năm.")
        yield Remark(
            "date_missing", words, "issue_date", hint=phrase("Ghi ngày ban hành; năm của các mốc tính theo ngày này.")
        )
    if not facts["start"]:
        words = phrase("Chưa có thời điểm khai mạc rõ ràng: cần điền trước khi mời.")
        hint = phrase("Ghi giờ và ngày vào ô “Thời gian”, hoặc để trống tới khi có thông báo ấn định.")
        yield Remark("start_missing", words, "start", hint=hint)
    elif len(facts["start"]) == 10:
        words = phrase("Có ngày họp nhưng chưa có giờ bắt đầu.")
        yield Remark(
            "hour_missing", words, "start", hint=phrase("Ghi thêm giờ vào ô “Thời gian”, ví dụ 08:00 24/12/2021.")
        )
    uncounted = [t for t in facts["tiers"] if t in ("huyen", "xa") and t not in facts["site_counts"]]
    if uncounted:
        names = joined(", ", [_TIER_NAMES[t] for t in uncounted])
        words = phrase("Văn bản không ghi số điểm cầu %(names)s.", names=names)
        yield Remark(
            "counts_missing", words, "site_counts", hint=phrase("Lấy theo danh mục đơn vị, hoặc ghi số điểm cầu.")
        )


def _second_paper(text: str) -> Iterator[Remark]:
    """Another letterhead with a number of its own, behind the first paper: an annex has none."""
    begin = second_paper(text, read_heading(text).body_start)
    if begin is None:
        return
    first, second = _NUMBER_LINE.search(text, 0, begin), _NUMBER_LINE.search(text, begin)
    if second is None or (first and first["number"] == second["number"]):
        return
    yield Remark(
        "two_papers",
        phrase(
            "Tệp có hai văn bản: số %(first)s và số %(second)s. Hệ thống chỉ đọc văn bản thứ nhất.",
            first=first["number"],
            second=second["number"],
        )
        if first
        else phrase("Tệp có hai văn bản. Hệ thống chỉ đọc văn bản thứ nhất."),
        "number",
        hint=phrase("Tách văn bản thứ hai thành tệp riêng rồi đưa lên tiếp."),
        start=second.start("number"),
        end=second.end("number"),
        grave=True,
    )
