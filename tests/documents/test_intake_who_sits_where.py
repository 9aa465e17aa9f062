"""Who sits at which tier, and who in none."""

import pytest

from tests.documents.papers import COMPANY, DISTRICT, HEAD, HOSPITAL, TAIL, facts

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n"


@pytest.mark.parametrize(
    ("head", "body", "people"),
    [
        (
            HEAD,
            "2. Thành phần\n"
            "2.1. Điểm cầu tỉnh\n"
            "- Lãnh đạo UBND tỉnh;\n"
            "- Giám đốc các sở, ngành (có danh sách kèm theo).\n"
            "2.2. Điểm cầu xã, phường (87 điểm cầu)\n"
            "- Chủ tịch UBND xã, phường;\n"
            "- Bí thư chi bộ (mỗi xã mời 03 - 05 đồng chí).",
            [
                ("tinh", "Lãnh đạo UBND tỉnh"),
                ("tinh", "Giám đốc các sở, ngành (có danh sách kèm theo)"),
                ("xa", "Chủ tịch UBND xã, phường"),
                ("xa", "Bí thư chi bộ"),
            ],
        ),
        (
            HEAD,
            "I. THÀNH PHẦN\n"
            "1. Tại điểm cầu tỉnh\n"
            "Kính mời: Đồng chí Bí thư Tỉnh ủy (dự và chỉ đạo); đồng chí Chủ tịch UBND tỉnh - Chủ "
            "trì; các Phó Chủ tịch UBND tỉnh.\n"
            "2. Tại điểm cầu các xã, phường\n"
            "Kính mời: Bí thư, Phó Bí thư Đảng ủy; công chức Văn phòng (do Chủ tịch UBND cấp xã "
            "quyết định số lượng).",
            [
                ("tinh", "Đồng chí Bí thư Tỉnh ủy (dự và chỉ đạo)"),
                ("tinh", "đồng chí Chủ tịch UBND tỉnh - Chủ trì"),
                ("tinh", "các Phó Chủ tịch UBND tỉnh"),
                ("xa", "Bí thư, Phó Bí thư Đảng ủy"),
                ("xa", "công chức Văn phòng"),
            ],
        ),
        (
            DISTRICT,
            "2. Thành phần:\n"
            "* Tại điểm cầu huyện:\n"
            "+ Thường trực Huyện ủy\n"
            "+ Trưởng các phòng: NN&PTNT, TC-KH\n"
            "* Tại điểm cầu xã, thị trấn:\n"
            "+ Thường trực Đảng ủy\n"
            "+ Giám đốc các HTX",
            [
                ("huyen", "Thường trực Huyện ủy"),
                ("huyen", "Trưởng các phòng: NN&PTNT, TC-KH"),
                ("xa", "Thường trực Đảng ủy"),
                ("xa", "Giám đốc các HTX"),
            ],
        ),
        (
            HEAD,
            "2. Thành phần\n"
            "a) Điểm cầu Sở Tư pháp:\n"
            "- Lãnh đạo Sở;\n"
            "- Báo cáo viên Cục Hành chính tư pháp.\n"
            "b) Điểm cầu UBND cấp xã: lãnh đạo UBND phụ trách tư pháp; công chức tư pháp - hộ tịch "
            "(mỗi đơn vị không quá 05 người).",
            [
                ("tinh", "Lãnh đạo Sở"),
                ("tinh", "Báo cáo viên Cục Hành chính tư pháp"),
                ("xa", "lãnh đạo UBND phụ trách tư pháp"),
                ("xa", "công chức tư pháp - hộ tịch"),
            ],
        ),
        (
            HEAD,
            "2. Thành phần, địa điểm\n"
            "- Điểm cầu tỉnh: Hội trường Tỉnh ủy, thành phần gồm: Ủy viên Ban Chấp hành; Trưởng các "
            "sở.\n"
            "- Điểm cầu cấp xã: Hội trường xã, thành phần gồm: Bí thư chi bộ; trưởng thôn.",
            [
                ("tinh", "Ủy viên Ban Chấp hành"),
                ("tinh", "Trưởng các sở"),
                ("xa", "Bí thư chi bộ"),
                ("xa", "trưởng thôn"),
            ],
        ),
        (
            HEAD,
            "2. Thành phần tham dự:\n"
            "- Lãnh đạo các sở, ban, ngành tỉnh;\n"
            "- Chủ tịch UBND các xã, phường (dự tại điểm cầu cấp xã);\n"
            "- Phóng viên Báo Mộc Hạ.",
            [
                ("tinh", "Lãnh đạo các sở, ban, ngành tỉnh"),
                ("tinh", "Chủ tịch UBND các xã, phường (dự tại điểm cầu cấp xã)"),
                ("tinh", "Phóng viên Báo Mộc Hạ"),
            ],
        ),
        (
            HEAD,
            "2. Địa điểm, thành phần\n"
            "2.1. Tại Sở GDĐT (Hội trường lớn, tầng 5)\n"
            "- Ban Giám đốc Sở;\n"
            "2.2. Tại Phòng GDĐT (10 điểm cầu)\n"
            "- Lãnh đạo Phòng GDĐT;\n"
            "2.3. Tại các trường THPT, trung tâm GDTX (38 điểm cầu)\n"
            "- Ban giám hiệu;\n"
            "- Kế toán, văn thư.",
            [
                ("tinh", "Ban Giám đốc Sở"),
                ("huyen", "Lãnh đạo Phòng GDĐT"),
                (None, "Ban giám hiệu"),
                (None, "Kế toán, văn thư"),
            ],
        ),
        (
            HEAD,
            "2. Thành phần: theo Kế hoạch số 12/KH-UBND ngày 01/3/2024 của UBND tỉnh.",
            [("tinh", "theo Kế hoạch số 12/KH-UBND ngày 01/3/2024 của UBND tỉnh")],
        ),
        (
            HEAD,
            "2. Thành phần\n"
            "2.1. Điểm cầu Trung ương: Phòng họp số 3, trụ sở Bộ Nội vụ. Thành phần do Bộ Nội vụ "
            "mời.\n"
            "2.2. Điểm cầu tỉnh: Lãnh đạo UBND tỉnh; lãnh đạo các sở.\n"
            "2.3. Điểm cầu cấp xã: Chủ tịch UBND cấp xã; công chức địa chính (UBND cấp huyện quyết "
            "định số xã kết nối).",
            [
                ("tinh", "Lãnh đạo UBND tỉnh"),
                ("tinh", "lãnh đạo các sở"),
                ("xa", "Chủ tịch UBND cấp xã"),
                ("xa", "công chức địa chính"),
            ],
        ),
        (
            HEAD,
            "2. Thành phần\n"
            "- Tại điểm cầu chính: Đại biểu HĐND tỉnh; Mời Thường trực Tỉnh ủy.\n"
            "- Tại điểm cầu xã, phường: Thường trực HĐND, đại biểu HĐND xã, phường; Trưởng các thôn "
            "(do Thường trực HĐND cấp xã mời).",
            [
                ("tinh", "Đại biểu HĐND tỉnh"),
                ("tinh", "Mời Thường trực Tỉnh ủy"),
                ("xa", "Thường trực HĐND, đại biểu HĐND xã, phường"),
                ("xa", "Trưởng các thôn"),
            ],
        ),
        (
            HEAD,
            "2. Thành phần mời\n"
            "\n"
            "| Điểm cầu | Thành phần |\n"
            "|---|---|\n"
            "| Tỉnh | Lãnh đạo UBND tỉnh; Giám đốc các sở |\n"
            "| Xã, phường | Chủ tịch UBND; công chức văn hóa |\n",
            [
                ("tinh", "Lãnh đạo UBND tỉnh"),
                ("tinh", "Giám đốc các sở"),
                ("xa", "Chủ tịch UBND"),
                ("xa", "công chức văn hóa"),
            ],
        ),
        (
            HEAD,
            "2. Địa điểm và thành phần\n"
            "a) Điểm cầu tỉnh: Hội trường lớn, trụ sở UBND tỉnh.\n"
            "Thành phần: Lãnh đạo UBND tỉnh; lãnh đạo các sở.\n"
            "b) Điểm cầu cấp xã (34 điểm cầu): Chủ tịch UBND; công chức văn hóa.",
            [
                ("tinh", "Lãnh đạo UBND tỉnh"),
                ("tinh", "lãnh đạo các sở"),
                ("xa", "Chủ tịch UBND"),
                ("xa", "công chức văn hóa"),
            ],
        ),
        (
            HEAD,
            "2. Thành phần\n"
            "a) Điểm cầu tỉnh: Lãnh đạo UBND tỉnh; lãnh đạo các sở.\n"
            "b) Điểm cầu cấp xã: căn cứ điều kiện thực tế, UBND tỉnh quyết định kết nối; thành phần "
            "gồm Chủ tịch UBND; công chức văn hóa.",
            [
                ("tinh", "Lãnh đạo UBND tỉnh"),
                ("tinh", "lãnh đạo các sở"),
                ("xa", "Chủ tịch UBND"),
                ("xa", "công chức văn hóa"),
            ],
        ),
        (
            HOSPITAL,
            "2. Thành phần\n"
            "2.1. Tại điểm cầu trung tâm:\n"
            "- Ban Giám đốc Bệnh viện;\n"
            "- Trưởng các khoa.\n"
            "2.2. Tại điểm cầu các bệnh viện, trung tâm y tế:\n"
            "- Ban Giám đốc.",
            [(None, "Ban Giám đốc Bệnh viện"), (None, "Trưởng các khoa"), (None, "Ban Giám đốc")],
        ),
        (
            COMPANY,
            "2. Thành phần\n"
            "- Điểm cầu các chi nhánh: Giám đốc, Trưởng phòng Kế toán.\n"
            "- Điểm cầu Hội sở: Ban Tổng Giám đốc.",
            [(None, "Giám đốc, Trưởng phòng Kế toán"), (None, "Ban Tổng Giám đốc")],
        ),
    ],
)
def test_who_sits_where(head: str, body: str, people: list[tuple[str | None, str]]) -> None:
    groups = facts(head + TIME + body + TAIL)["participants"]
    assert [(group["tier"], item) for group in groups for item in group["items"]] == people
