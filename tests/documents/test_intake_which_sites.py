"""How many sites each tier has, and which tiers have any."""

import pytest

from tests.documents.papers import DISTRICT, HEAD, HOSPITAL, TAIL, facts

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n"


@pytest.mark.parametrize(
    ("head", "body", "counts"),
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
            {"xa": 87},
        ),
        (
            HEAD,
            "2. Hình thức: trực tuyến (01 điểm cầu Trung ương; 63 điểm cầu cấp tỉnh; 705 điểm cầu "
            "cấp huyện và 10.598 điểm cầu cấp xã).",
            {"trung_uong": 1, "tinh": 63, "huyen": 705, "xa": 10598},
        ),
        (
            HEAD,
            "2. Hình thức: Hội nghị trực tuyến từ điểm cầu tỉnh đến 87 điểm cầu các xã, phường.",
            {"xa": 87},
        ),
        (
            HEAD,
            "2. Hình thức: Trực tuyến, kết nối từ tỉnh đến 102 xã, phường.",
            {"xa": 102},
        ),
        (
            HEAD,
            "2. Địa điểm:\n- Điểm cầu tỉnh: Phòng họp số 1.\n- Điểm cầu xã: tại hội trường UBND 19 xã, thị trấn.",
            {"xa": 19},
        ),
        (
            DISTRICT,
            "2. Địa điểm:\n"
            "- Điểm cầu huyện: Phòng họp không giấy, tầng 2 UBND huyện.\n"
            "- Điểm cầu xã, thị trấn: Phòng họp trực tuyến UBND các xã, thị trấn.",
            {},
        ),
        (
            HEAD,
            "2. Địa điểm\n"
            "\n"
            "| TT | Điểm cầu | Địa điểm | Số đại biểu |\n"
            "|---|---|---|---|\n"
            "| 1 | Tỉnh | Hội trường tầng 5 | 75 |\n"
            "| 2 | Xã Mường Cà | Hội trường xã | 85 |\n"
            "| 3 | Phường Đông Quan | Hội trường phường | 90 |\n",
            {},
        ),
        (
            HEAD,
            "2. Lịch\n"
            "\n"
            "| Phiên | Thời gian | Đối tượng | Số điểm cầu |\n"
            "|---|---|---|---|\n"
            "| 1 | 8h00 ngày 20/3/2024 | Các xã, phường phía Bắc | 34 |\n"
            "| 2 | 14h00 ngày 20/3/2024 | Các xã, phường phía Nam | 33 |\n"
            "| | Tổng | | 67 |\n",
            {"xa": 67},
        ),
        (
            HEAD,
            "2. Địa điểm và thành phần\n"
            "a) Điểm cầu tỉnh: Hội trường lớn, trụ sở UBND tỉnh.\n"
            "Thành phần: Lãnh đạo UBND tỉnh; lãnh đạo các sở.\n"
            "b) Điểm cầu cấp xã (34 điểm cầu): Chủ tịch UBND; công chức văn hóa.",
            {"xa": 34},
        ),
    ],
)
def test_how_many_sites(head: str, body: str, counts: dict[str, int]) -> None:
    assert facts(head + TIME + body + TAIL)["site_counts"] == counts


@pytest.mark.parametrize(
    ("head", "body", "tiers"),
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
            ["tinh", "xa"],
        ),
        (
            HEAD,
            "2. Hình thức: Hội nghị trực tuyến từ điểm cầu tỉnh đến 87 điểm cầu các xã, phường.",
            ["tinh", "xa"],
        ),
        (
            HEAD,
            "2. Hình thức: Trực tuyến, kết nối từ tỉnh đến 102 xã, phường.",
            ["tinh", "xa"],
        ),
        (
            HEAD,
            "2. Thành phần\n"
            "2.1. Điểm cầu Trung ương: Phòng họp số 3, trụ sở Bộ Nội vụ. Thành phần do Bộ Nội vụ "
            "mời.\n"
            "2.2. Điểm cầu tỉnh: Lãnh đạo UBND tỉnh; lãnh đạo các sở.\n"
            "2.3. Điểm cầu cấp xã: Chủ tịch UBND cấp xã; công chức địa chính (UBND cấp huyện quyết "
            "định số xã kết nối).",
            ["trung_uong", "tinh", "xa"],
        ),
        (
            HOSPITAL,
            "2. Thành phần\n"
            "2.1. Tại điểm cầu trung tâm:\n"
            "- Ban Giám đốc Bệnh viện;\n"
            "- Trưởng các khoa.\n"
            "2.2. Tại điểm cầu các bệnh viện, trung tâm y tế:\n"
            "- Ban Giám đốc.",
            [],
        ),
    ],
)
def test_which_tiers(head: str, body: str, tiers: list[str]) -> None:
    assert facts(head + TIME + body + TAIL)["tiers"] == tiers
