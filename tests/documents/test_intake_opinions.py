"""A fact that two rules read differently is kept and marked uncertain; one that they agree on is not."""

import pytest

from nhipcau.documents.intake import read_text
from nhipcau.documents.intake.opinions import DOUBTED
from tests.documents.papers import HEAD, TAIL

OPENING = "UBND tỉnh tổ chức Hội nghị trực tuyến về trồng rừng {held}.\n\n"
PARTS = "1. Thời gian: 8h00 ngày 15/3/2024.\n\n2. Địa điểm: Phòng họp tầng 2, trụ sở UBND tỉnh.\n\n"


def confidence(body: str, key: str, value: str | None = None) -> float:
    reading = read_text(HEAD + body + TAIL)
    (found,) = [span.confidence for span in reading.spans if span.key == key and span.value == value]
    return found


@pytest.mark.parametrize(
    ("held", "doubted"),
    [
        ("lúc 9h00 ngày 16/3/2024", True),
        ("lúc 8h00 ngày 15/3/2024", False),
        ("trong tháng 3 năm 2024", False),
    ],
)
def test_two_times(held: str, doubted: bool) -> None:
    assert (confidence(OPENING.format(held=held) + PARTS, "start") <= DOUBTED) is doubted


@pytest.mark.parametrize(
    ("place", "doubted"),
    [("Hội trường lớn Tỉnh ủy", True), ("Phòng họp tầng 2, trụ sở UBND tỉnh", False)],
)
def test_two_places(place: str, doubted: bool) -> None:
    body = PARTS + f"3. Đề nghị Văn phòng chuẩn bị điểm cầu chính tại {place}."
    assert (confidence(body, "venue_main") <= DOUBTED) is doubted


@pytest.mark.parametrize(("again", "doubted"), [("70", True), ("65", False)])
def test_two_numbers_of_sites(again: str, doubted: bool) -> None:
    body = PARTS + f"3. Điểm cầu cấp xã: 65 điểm cầu cấp xã.\n\n4. Viễn thông tỉnh kết nối {again} điểm cầu cấp xã."
    assert (confidence(body, "site_counts", "xa") <= DOUBTED) is doubted


def test_two_names() -> None:
    told = "UBND tỉnh tổ chức Hội nghị tổng kết năm học và tuyển sinh đầu cấp, cụ thể như sau:\n\n"
    assert confidence(told + PARTS, "meeting_title") <= DOUBTED
    assert confidence(OPENING.format(held="như sau") + PARTS, "meeting_title") > DOUBTED
