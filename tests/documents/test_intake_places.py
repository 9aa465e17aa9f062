"""Where the chairing site sits and how the meeting is held, beside other places and forms."""

import pytest

from tests.documents.papers import notice

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (
            TIME + "2. Địa điểm: Phòng họp tầng 3 UBND tỉnh (điểm cầu chính) và phòng họp trực tuyến các phường, xã.",
            "Phòng họp tầng 3 UBND tỉnh",
        ),
        (
            TIME + "2. Địa điểm: Phòng họp trực tuyến tầng 2 UBND tỉnh và phòng họp trực tuyến các xã, phường.",
            "Phòng họp trực tuyến tầng 2 UBND tỉnh",
        ),
        (
            TIME + "2. Hình thức, địa điểm: Hội nghị được tổ chức trực tuyến giữa 01 điểm cầu tỉnh và 9 "
            "điểm cầu xã, gồm:\n"
            "\n"
            "| TT | Điểm cầu | Địa điểm | Số đại biểu |\n"
            "|---|---|---|---|\n"
            "| 1 | Tỉnh | Hội trường tầng 3, UBND tỉnh | 60 |\n"
            "| 2 | Xã Khe Sim | Nhà văn hóa xã | 25 |",
            "Hội trường tầng 3, UBND tỉnh",
        ),
        (
            TIME + "2. Hình thức, địa điểm: Kỳ họp tổ chức theo hình thức trực tiếp kết hợp trực tuyến.\n"
            "- Điểm cầu chính (họp trực tiếp): Hội trường tầng 8, trụ sở HĐND - UBND tỉnh, số 1 "
            "đường Quang Trung.\n"
            "- Điểm cầu cấp xã: phòng họp UBND xã.",
            "Hội trường tầng 8, trụ sở HĐND - UBND tỉnh, số 1 đường Quang Trung",
        ),
        (
            TIME + "2. Địa điểm và thành phần:\n"
            "2.1. Điểm cầu Sở Y tế (Phòng họp A, số 70 đường Trần Quang Diệu, phường Tân Giang):\n"
            "- Lãnh đạo Sở;\n"
            "2.2. Điểm cầu các bệnh viện:\n"
            "- Ban Giám đốc.",
            "Phòng họp A, số 70 đường Trần Quang Diệu, phường Tân Giang",
        ),
        (
            TIME + "2. Địa điểm: Điểm cầu tỉnh tại Hội trường B Trung tâm Chính trị; điểm cầu xã tại hội "
            "trường Đảng ủy hoặc UBND do Đảng ủy chọn.",
            "Hội trường B Trung tâm Chính trị",
        ),
        (
            TIME + "2. Địa điểm\n"
            "- Tại tỉnh: Hội trường lớn, Trung tâm Hội nghị tỉnh (số 15, đường Bạch Đằng).\n"
            "- Tại xã: hội trường UBND xã.",
            "Hội trường lớn, Trung tâm Hội nghị tỉnh (số 15, đường Bạch Đằng)",
        ),
        (
            TIME + "2. Địa điểm: chuyển từ Phòng họp tầng 2 sang Hội trường lớn, trụ sở UBND tỉnh. Điểm cầu "
            "các xã, phường giữ nguyên.",
            "Hội trường lớn, trụ sở UBND tỉnh",
        ),
        (
            TIME + "2. Địa điểm, thành phần và các nội dung khác giữ nguyên theo Giấy mời số 734/GM-VP ngày 15/3/2024.",
            None,
        ),
        (
            TIME + "2. Hình thức: họp trực tiếp tại Hội trường Trung tâm Hội nghị tỉnh, đường Lý Nam Đế, "
            "phường Thanh Bình, kết hợp trực tuyến đến 88 điểm cầu xã, phường.",
            "Hội trường Trung tâm Hội nghị tỉnh, đường Lý Nam Đế, phường Thanh Bình",
        ),
        (
            TIME + "2. Hình thức: trực tuyến, điểm cầu tỉnh đặt tại Hội trường Thanh tra tỉnh (số 21, đường "
            "Ngô Thì Sĩ); điểm cầu cấp xã đặt tại phòng họp trực tuyến UBND các xã.",
            "Hội trường Thanh tra tỉnh (số 21, đường Ngô Thì Sĩ)",
        ),
        (
            TIME + "2. Địa điểm: Tại Phòng họp số 01, tầng 2, Trụ sở UBND tỉnh, số 15 đường Trần Quốc Toản.",
            "Phòng họp số 01, tầng 2, Trụ sở UBND tỉnh, số 15 đường Trần Quốc Toản",
        ),
        (
            TIME + "2. Địa điểm:\n"
            "    • Điểm cầu Công ty: Hội trường 1, 118 Nguyễn Công Hoan, P. Bến Thuyền\n"
            "    • Điểm cầu các đơn vị: Phòng họp trực tuyến của 11 Đội",
            "Hội trường 1, 118 Nguyễn Công Hoan, P. Bến Thuyền",
        ),
        (
            TIME + "2. Thành phần, địa điểm\n"
            "2.1. Điểm cầu cấp tỉnh: tại Hội trường Tỉnh ủy, gồm:\n"
            "- Ủy viên Ban Chấp hành.\n"
            "2.2. Điểm cầu cấp xã: tại hội trường đảng ủy.",
            "Hội trường Tỉnh ủy",
        ),
        (
            TIME + "2. Điểm cầu tỉnh: Phòng họp trực tuyến tầng 2, trụ sở UBND tỉnh, gồm: Đ/c Phó Chủ tịch "
            "UBND tỉnh (chủ trì); thành viên Ban Chỉ huy.",
            "Phòng họp trực tuyến tầng 2, trụ sở UBND tỉnh",
        ),
        (
            TIME + "2. Địa điểm: Điểm cầu trung tâm tại Giảng đường tầng 4 nhà C, Bệnh viện Đa khoa tỉnh; "
            "14 điểm cầu tại các bệnh viện, trung tâm y tế.",
            "Giảng đường tầng 4 nhà C, Bệnh viện Đa khoa tỉnh",
        ),
        (
            TIME + "2. Địa điểm: Hội trường A1, Trường Đại học Mộc Hạ và các điểm cầu cơ sở.",
            "Hội trường A1, Trường Đại học Mộc Hạ",
        ),
        (
            TIME + "2. Hội nghị được tổ chức tại Phòng họp số 2, trụ sở UBND tỉnh và truyền trực tuyến đến các xã.",
            "Phòng họp số 2, trụ sở UBND tỉnh",
        ),
        (
            TIME + "2. Đầu cầu chính: P. họp lớn, trụ sở chi nhánh tỉnh, 77 Hùng Vương.",
            "P. họp lớn, trụ sở chi nhánh tỉnh, 77 Hùng Vương",
        ),
    ],
)
def test_where_the_chairing_site_sits(body: str, place: str | None) -> None:
    assert (notice(body)["venue_main"] or "").lower() == (place or "").lower()


@pytest.mark.parametrize(
    ("body", "form"),
    [
        (
            TIME + "2. Hình thức: họp trực tiếp tại Hội trường tỉnh. Phiên khai mạc và phiên chất vấn được "
            "truyền trực tuyến đến 88 điểm cầu xã, phường.",
            "ket_hop",
        ),
        (
            TIME + "2. Hình thức: trực tiếp kết hợp trực tuyến qua hệ thống Telehealth.",
            "ket_hop",
        ),
        (
            TIME + "2. Hình thức: Trực tuyến.",
            "truc_tuyen",
        ),
        (
            TIME + "2. Hình thức: Chuyển từ họp trực tiếp sang họp trực tuyến.",
            "truc_tuyen",
        ),
        (
            TIME + "2. Địa điểm: Hội trường UBND tỉnh; các xã dự trực tuyến qua Zoom.",
            "truc_tuyen",
        ),
    ],
)
def test_how_it_is_held(body: str, form: str) -> None:
    assert notice(body)["meeting_form"] == form
