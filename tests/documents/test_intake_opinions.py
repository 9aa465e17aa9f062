"""A fact that two rules read differently is kept and marked uncertain; one that they agree on is not."""

from pathlib import Path

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
    unnamed = "UBND tỉnh tổ chức Hội nghị với những nội dung sau:\n\n"
    assert confidence(unnamed + PARTS, "meeting_title") > DOUBTED


def doubted(text: str, key: str, index: int | None = None) -> str:
    """The words that say otherwise than the fact; empty where nothing does."""
    reading = read_text(text)
    for span in reading.spans:
        if span.key == key and index in (None, span.index) and span.other_start is not None:
            assert span.confidence <= DOUBTED
            assert reading.facts[key]
            return reading.text[span.other_start : span.other_end]
    return ""


def notice(body: str = "", head: str = HEAD, tail: str = TAIL) -> str:
    return head + OPENING.format(held="như sau") + PARTS + body + tail


@pytest.mark.parametrize(
    ("key", "text", "other"),
    [
        ("doc_type", notice(head=HEAD.replace("12/TB-UBND", "12/KH-UBND")), "12/KH-UBND"),
        ("doc_type", notice(), ""),
        ("issuing_body", notice(head=HEAD.replace("12/TB-UBND", "12/TB-HĐND")), "12/TB-HĐND"),
        (
            "issuing_body",
            notice(tail=TAIL.replace("TM. ỦY BAN NHÂN DÂN", "TM. HỘI ĐỒNG NHÂN DÂN")),
            "TM. HỘI ĐỒNG NHÂN DÂN\nCHỦ TỊCH\nHà Văn Mẫu",
        ),
        ("issuing_body", notice().replace("UBND tỉnh tổ chức", "UBND tỉnh Sông Vàng tổ chức"), "UBND tỉnh Sông Vàng"),
        ("issuing_body", notice().replace("UBND tỉnh tổ chức", "UBND tỉnh Mộc Hạ tổ chức"), ""),
        ("issue_date", notice(head=HEAD.replace("12/TB-UBND", "12/2023/TB-UBND")), "12/2023/TB-UBND"),
        ("issue_date", notice(tail=TAIL + "\nThời gian ký: 12/03/2024 08:12:45\n"), "12/03/2024"),
        ("issue_date", notice(tail=TAIL + "\nThời gian ký: 02/03/2024 08:12:45\n"), ""),
        (
            "issue_date",
            notice(tail=TAIL + "\nPHỤ LỤC\n(Kèm theo Thông báo số 12/TB-UBND ngày 05/3/2024 của UBND tỉnh)\n"),
            "Thông báo số 12/TB-UBND ngày 05/3/2024 của UBND tỉnh",
        ),
        (
            "number",
            notice(tail=TAIL + "\nPHỤ LỤC\n(Kèm theo Thông báo số 13/TB-UBND ngày 02/3/2024 của UBND tỉnh)\n"),
            "Thông báo số 13/TB-UBND ngày 02/3/2024 của UBND tỉnh",
        ),
        (
            "number",
            notice(tail=TAIL + "\nPHỤ LỤC\n(Kèm theo Thông báo số 12/TB-UBND ngày 02/3/2024 của UBND tỉnh)\n"),
            "",
        ),
        ("signer", notice(tail=TAIL + "\nNgười ký: Trần Thị Thử\n"), "Trần Thị Thử"),
        ("signer", notice(tail=TAIL + "\nNgười ký: Hà Văn Mẫu\n"), ""),
        ("meeting_form", notice("3. Hình thức: họp trực tiếp tại hội trường.\n"), "Hình thức: họp trực tiếp"),
        ("meeting_form", notice("3. Hình thức: trực tiếp kết hợp trực tuyến.\n"), ""),
        (
            "end_or_duration",
            notice("3. Chương trình: bế mạc lúc 16 giờ 30.\n").replace("15/3/2024.", "15/3/2024, kết thúc lúc 11h30."),
            "16 giờ 30",
        ),
        (
            "end_or_duration",
            notice("3. Chương trình: bế mạc lúc 11 giờ 30.\n").replace("15/3/2024.", "15/3/2024, kết thúc lúc 11h30."),
            "",
        ),
        (
            "end_or_duration",
            notice().replace("8h00 ngày 15/3/2024.", "01 buổi, từ 8h00 đến 16h30 ngày 15/3/2024."),
            "16h30",
        ),
        (
            "replaces_invitation",
            notice("3. Thông báo này thay giấy mời.\n\n4. Văn phòng sẽ gửi giấy mời tới các đại biểu khách mời.\n"),
            "sẽ gửi giấy mời",
        ),
        ("tiers", notice("3. Trực tuyến 2 cấp: 9 điểm cầu cấp huyện; 65 điểm cầu cấp xã.\n"), "2 cấp"),
        (
            "paper_limits",
            notice("3. Tham luận: mỗi bài không quá 5 trang.\n\n4. Bài tham luận tối đa 7 trang.\n"),
            "7 trang",
        ),
    ],
)  # fmt: skip
def test_the_other_reading_is_told(key: str, text: str, other: str) -> None:
    assert doubted(text, key) == other


NOTE = "\nLưu ý: danh sách đại biểu gửi chậm nhất 16 giờ ngày {}.\n"
TASKS = "3. Tổ chức thực hiện\n- Các huyện gửi danh sách đại biểu trước ngày 10/3/2024{}.\n"


@pytest.mark.parametrize(
    ("body", "other"),
    [
        (
            TASKS.format("") + "\nLưu ý: danh sách đại biểu gửi chậm nhất 16 giờ ngày 08/3/2024.\n",
            "16 giờ ngày 08/3/2024",
        ),
        (TASKS.format("") + "\nLưu ý: danh sách đại biểu gửi chậm nhất 16 giờ ngày 10/3/2024.\n", ""),
        (TASKS.format(" (trước Hội nghị 03 ngày)"), "trước Hội nghị 03 ngày"),
        (TASKS.format(" (trước Hội nghị 05 ngày)"), ""),
        (TASKS.format(" (thay cho thời hạn trước ngày 05/3/2024 đã báo)"), ""),
        (TASKS.format("") + "- Các huyện gửi danh sách đại biểu trước ngày 12/3/2024.\n", "12/3/2024"),
        (TASKS.format("") + "- Sở Nội vụ gửi danh sách đại biểu trước ngày 12/3/2024.\n", ""),
    ],
)
def test_a_deadline_given_twice(body: str, other: str) -> None:
    assert doubted(notice(body), "tasks", 0).endswith(other)
    assert bool(doubted(notice(body), "registration_deadlines", 0)) is bool(other)


def test_two_numbers_for_one_person() -> None:
    named = "đồng chí Trần Thị Thử, số điện thoại {}.\n\n"
    body = f"3. Liên hệ: {named}4. Kỹ thuật: {named}"
    assert "0900 000 002" in doubted(notice(body.format("0900 000 001", "0900 000 002")), "contacts", 0)
    assert doubted(notice(body.format("0900 000 001", "0900000001")), "contacts") == ""


def test_both_readings_are_remarked() -> None:
    text = notice(head=HEAD.replace("12/TB-UBND", "12/2023/TB-UBND"))
    (remark,) = [one for one in read_text(text).remarks if one.code == "two_readings"]
    assert remark.key == "issue_date"
    assert "“02 tháng 3 năm 2024”" in remark.message
    assert "“12/2023/TB-UBND”" in remark.message


CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.txt"))


def test_papers_in_order_are_hardly_doubted() -> None:
    """What is told too often is not read: of a hundred facts in papers without mistakes at most one is doubted."""
    spans = [span for path in CORPUS for span in read_text(path.read_text("utf-8")).spans]
    assert sum(span.other_start is not None for span in spans) <= len(spans) / 100
