"""Papers and banners wanted for a meeting: each construction in several wordings."""

import pytest

from tests.documents.papers import notice

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n\n"
ASKED = "2. Phân công nhiệm vụ\n\n2.1. Văn phòng Sở: "


def _materials(body: str) -> list[str]:
    return [item.lower() for item in notice(TIME + body)["materials"]]


@pytest.mark.parametrize(
    ("task", "wanted"),
    [
        ("Chuẩn bị báo cáo tổng kết, phương án bảo vệ rừng", ["báo cáo tổng kết", "phương án bảo vệ rừng"]),
        ("Xây dựng báo cáo thi đua, các quyết định khen thưởng", ["báo cáo thi đua", "các quyết định khen thưởng"]),
        ("Soạn kịch bản, chương trình điều hành", ["kịch bản", "chương trình điều hành"]),
        ("Soạn bài phát biểu khai mạc, bế mạc của Giám đốc Sở", ["bài phát biểu khai mạc, bế mạc của giám đốc sở"]),
        ("Chuẩn bị hội trường, nước uống, bài trình chiếu", ["bài trình chiếu"]),
        ("Bố trí phòng họp, slide, phóng viên", ["slide"]),
        ("Chuẩn bị phòng họp, báo cáo kết quả về Sở", []),
        ("Tổng hợp báo cáo Tỉnh ủy theo quy định", []),
        ("Gửi báo cáo theo đề cương", []),
        ("Tham mưu bài phát biểu kết luận cho lãnh đạo Sở", ["bài phát biểu kết luận"]),
        ("Trang trí phông nền, biểu ngữ, cờ", ["phông nền, biểu ngữ"]),
    ],
)  # fmt: skip
def test_several_things_made_in_one_task(task: str, wanted: list[str]) -> None:
    assert _materials(f"{ASKED}{task}.\n") == wanted


@pytest.mark.parametrize(
    ("task", "wanted"),
    [
        ("Chuẩn bị báo cáo, hội trường, nước uống", ["báo cáo"]),
        ("Biên soạn tài liệu và tổng hợp câu hỏi", ["tài liệu"]),
        ("Chuẩn bị phòng họp, tài liệu, maket", ["maket", "tài liệu"]),
        ("In tài liệu, sắp xếp chỗ ngồi", []),
        ("Xây dựng báo cáo sơ kết; chuẩn bị báo cáo, tài liệu", ["báo cáo sơ kết"]),
    ],
)
def test_what_is_named_by_its_kind_alone_where_it_is_made(task: str, wanted: list[str]) -> None:
    assert _materials(f"{ASKED}{task}.\n") == wanted


@pytest.mark.parametrize(
    ("task", "wanted"),
    [
        ("Chuẩn bị ý kiến tham luận về việc trồng rừng gỗ lớn", ["ý kiến tham luận"]),
        ("Biên tập, tổng hợp các tham luận như đã phân công", ["tham luận"]),
        ("Gửi bài tham luận về trước ngày 12/3/2024", ["bài tham luận"]),
    ],
)
def test_speeches_are_wanted_as_speeches(task: str, wanted: list[str]) -> None:
    assert _materials(f"{ASKED}{task}.\n") == wanted


@pytest.mark.parametrize(
    ("task", "wanted"),
    [
        ('Biên soạn tài liệu "Sổ tay trồng quế"', ['tài liệu "sổ tay trồng quế"']),
        ('Treo băng rôn "Chào mừng Hội nghị"', ['băng rôn "chào mừng hội nghị"']),
        ("Chuẩn bị hội trường, phông (maket), hoa", ["phông (maket)"]),
        ('Chuẩn bị báo cáo tình huống "Thiếu máu hiếm"', ["báo cáo tình huống"]),
    ],
)
def test_titles_of_things_and_words_of_banners(task: str, wanted: list[str]) -> None:
    assert _materials(f"{ASKED}{task}.\n") == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("2. Công tác hậu cần\n\nVăn phòng Sở chuẩn bị hội trường, phông chữ, nước uống.\n", ["phông chữ"]),
        ("2. Khánh tiết\n\nTổ hậu cần thuê băng rôn, cờ hoa.\n", ["băng rôn"]),
        ("2. Nội dung\n\n- Báo cáo sơ kết do Chi cục Kiểm lâm trình bày.\n", ["báo cáo sơ kết"]),
        (
            "2. Nội dung\n\n- Các báo cáo của Sở: tình hình thu; chi.\n- 05 dự thảo nghị quyết.\n- Thảo luận.\n",
            ["các báo cáo của sở: tình hình thu; chi", "05 dự thảo nghị quyết"],
        ),
        (
            "2. Nội dung\n\n- Tờ trình về rừng;\n- Tờ trình về đất.\n\n3. Phân công nhiệm vụ\n\n"
            "3.1. Sở Tư pháp: hoàn thiện các tờ trình.\n",
            ["tờ trình về rừng", "tờ trình về đất"],
        ),
        ("2. Tài liệu học tập được gửi qua hộp thư công vụ.\n", ["tài liệu học tập"]),
        (
            "2. Phân công\n\n- Chi cục Kiểm lâm báo cáo tiến độ trồng rừng, trong đó nêu rõ số hộ nhận khoán; "
            "gửi Văn phòng Sở trước ngày 15/3/2024.\n",
            ["báo cáo tiến độ trồng rừng"],
        ),
    ],
)  # fmt: skip
def test_things_named_outside_what_a_task_makes(body: str, wanted: list[str]) -> None:
    assert _materials(body) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "2. Tài liệu: các đơn vị dùng tài liệu đã gửi (Dự thảo hướng dẫn chi; biểu mẫu 01 - 09).\n",
            ["dự thảo hướng dẫn chi", "biểu mẫu 01 - 09"],
        ),
        ("2. Yêu cầu\n\nMỗi ca 15 phút, slide gửi trước 11h ngày 12/3/2024.\n", ["slide"]),
        (
            "2. Chương trình\n\n| Thời gian | Nội dung | Thực hiện |\n|---|---|---|\n"
            "| 8h00 - 8h20 | Khai mạc; trình bày báo cáo tổng kết | Sở Y tế |\n",
            ["báo cáo tổng kết"],
        ),
        (
            "2. Nội dung\n\n- Báo cáo kết quả phong trào thi đua giữ rừng năm 2023.\n\n3. Phân công\n\n"
            "3.1. Văn phòng Sở: chuẩn bị báo cáo kết quả thi đua giữ rừng.\n",
            ["báo cáo kết quả phong trào thi đua giữ rừng năm 2023"],
        ),
        ("2. Phân công\n\n2.1. Văn phòng Sở: gửi tài liệu bản mềm cho các điểm cầu.\n", []),
    ],
)
def test_papers_named_where_no_task_makes_any(body: str, wanted: list[str]) -> None:
    assert _materials(body) == wanted
