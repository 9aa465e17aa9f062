"""Speeches given out in tables, lists, running words and by name alone: each construction in several wordings."""

import pytest

from tests.documents.papers import notice

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n\n"


def _speeches(body: str) -> list[tuple[str, str | None]]:
    return [(one["assignee"], one["topic"]) for one in notice(TIME + body)["papers"]]


@pytest.mark.parametrize(
    ("line", "speakers"),
    [
        (
            "UBND các xã: Nà Pheo, Bản Kho, phường Sông Đáy chuẩn bị ý kiến tham luận về trồng cây gỗ lớn.",
            ["UBND xã Nà Pheo", "UBND xã Bản Kho", "UBND phường Sông Đáy"],
        ),
        (
            "Đoàn xã Nà Pheo, xã Bản Kho, phường Sông Đáy chuẩn bị báo cáo trồng cây gỗ lớn (3p/đơn vị).",
            ["Đoàn xã Nà Pheo", "Đoàn xã Bản Kho", "Đoàn phường Sông Đáy"],
        ),
        (
            "Trạm Y tế xã Nà Pheo và xã Bản Kho trình bày trồng cây gỗ lớn (không quá 02 trang, 5 phút/đơn vị).",
            ["Trạm Y tế xã Nà Pheo", "Trạm Y tế xã Bản Kho"],
        ),
    ],
)
def test_units_of_one_organ_each_speak(line: str, speakers: list[str]) -> None:
    found = _speeches(f"2. Phân công\n\n- {line}\n")
    assert [who for who, _ in found] == speakers
    assert all("trồng cây gỗ lớn" in (topic or "") for _, topic in found)


@pytest.mark.parametrize(
    ("line", "speakers"),
    [
        (
            "Công an các đơn vị: PC09, Công an xã Nà Pheo chuẩn bị báo cáo tham luận (nội dung gửi sau).",
            ["PC09", "Công an xã Nà Pheo"],
        ),
        ("UBND xã Nà Pheo, UBND phường Sông Đáy vẫn trình bày tham luận như đã phân công.",
         ["UBND xã Nà Pheo", "UBND phường Sông Đáy"]),
        ("Đề nghị Hội Nông dân xã Bản Kho chuẩn bị bài tham luận, gửi trước ngày 12/3/2024.",
         ["Hội Nông dân xã Bản Kho"]),
        ("Đề nghị Công an tỉnh và Viện Kiểm sát nhân dân tỉnh mỗi đơn vị chuẩn bị 01 tham luận.",
         ["Công an tỉnh", "Viện Kiểm sát nhân dân tỉnh"]),
        ("Các đơn vị chuẩn bị tham luận theo phân công.", []),
        ("UBND các xã chuẩn bị tham luận.", []),
        ("Mỗi địa phương chuẩn bị 01 bài tham luận.", []),
    ],
)  # fmt: skip
def test_a_speech_without_topic_is_kept_for_who_is_named(line: str, speakers: list[str]) -> None:
    assert _speeches(f"2. Phân công\n\n- {line}\n") == [(who, None) for who in speakers]


@pytest.mark.parametrize("heading", ["Báo cáo ca bệnh:", "Ca bệnh báo cáo:", "Trình ca:", "Báo cáo kinh nghiệm:"])
def test_cases_listed_below_their_heading(heading: str) -> None:
    body = f"2. {heading}\n\n- Bệnh viện Sông Đáy: 02 ca ngộ độc nấm rừng;\n- Trạm Y tế Nà Pheo - Rắn cắn tại xã\n"
    assert _speeches(body) == [
        ("Bệnh viện Sông Đáy", "02 ca ngộ độc nấm rừng"),
        ("Trạm Y tế Nà Pheo", "Rắn cắn tại xã"),
    ]


@pytest.mark.parametrize(
    "who",
    [
        "PGS.TS. Lò Văn Khảm, Học viện Lâm nghiệp",
        "ThS. Mùa Thị Sáy, Phó Giám đốc Sở Nội vụ",
        "BS. Đèo Văn Hắc, Khoa Nhi",
    ],
)
def test_a_person_keeps_the_body_named_behind(who: str) -> None:
    body = f"2. Tham luận tại Hội thảo\n\na) {who}: Phục hồi rừng đầu nguồn\n\nb) Sở Y tế: Y tế ở vùng hồ\n"
    assert _speeches(body) == [(who, "Phục hồi rừng đầu nguồn"), ("Sở Y tế", "Y tế ở vùng hồ")]


@pytest.mark.parametrize("day", ["", "Ngày 20/3/2024\n", "Buổi sáng 20/3\n"])
@pytest.mark.parametrize(
    "said", ["Tham luận: Giữ rừng phòng hộ", 'Tham luận "Giữ rừng phòng hộ"', "Tham luận về Giữ rừng phòng hộ"]
)
def test_speeches_in_the_rows_of_a_programme(day: str, said: str) -> None:
    body = (
        f"2. Chương trình:\n\nThời gian\tNội dung\tThực hiện\n{day}8h00 - 8h10\tPhát biểu khai mạc\tLãnh đạo Sở\n"
        f"8h10 - 8h30\t{said}\tHợp tác xã Nà Pheo\n8h30 - 9h00\tTham luận, thảo luận\tCác đơn vị\n"
        "9h00 - 9h10\tPhát biểu chỉ đạo\tLãnh đạo UBND tỉnh\n"
    )
    assert _speeches(body) == [("Hợp tác xã Nà Pheo", "Giữ rừng phòng hộ")]


def test_a_quotation_inside_a_topic_belongs_to_it() -> None:
    body = '2. Tham luận\n\n2.1. Sở Xây dựng: Cải thiện chỉ số nhánh "Tiếp cận đất đai".\n\n2.2. Sở Y tế: Y tế xã\n'
    assert _speeches(body)[0] == ("Sở Xây dựng", 'Cải thiện chỉ số nhánh "Tiếp cận đất đai"')


def test_a_number_to_call_is_no_topic() -> None:
    body = "2. Phân công phát biểu\n\n2.1. Sở Y tế: Y tế ở vùng hồ\n\nVăn phòng xác nhận (đ/c Lò Khảm: 0914000111).\n"
    assert _speeches(body) == [("Sở Y tế", "Y tế ở vùng hồ")]


@pytest.mark.parametrize(
    ("line", "limits"),
    [
        ("Đoàn xã Nà Pheo báo cáo khó khăn khi vận động (3p/đơn vị)", {"pages": None, "minutes": 3}),
        ("Ban B báo cáo việc thu phí (không quá 02 trang, 5 phút/đơn vị)", {"pages": 2, "minutes": 5}),
        ("Sở Y tế nêu vướng mắc (6'/đại biểu)", {"pages": None, "minutes": 6}),
        ("Thảo luận (mỗi ý kiến không quá 05 phút)", None),
    ],
)
def test_limits_set_for_each(line: str, limits: dict[str, int | None] | None) -> None:
    assert notice(f"{TIME}2. Nội dung\n\n- {line}.\n")["paper_limits"] == limits
