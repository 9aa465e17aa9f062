"""Short forms of bodies, and the units they mean."""

import pytest

from nhipcau.documents.intake.abbreviations import expanded, unit_of


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("TT HĐND các huyện", "Thường trực Hội đồng nhân dân các huyện"),
        ("BTT UBMTTQVN tỉnh", "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("VP Đoàn ĐBQH và HĐND tỉnh", "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh"),
        ("BTV Huyện ủy", "Ban Thường vụ Huyện ủy"),
        ("BCĐ chuyển đổi số", "Ban Chỉ đạo chuyển đổi số"),
        ("TT CNTT", "Trung tâm công nghệ thông tin"),
        ("P.TCHC", "Phòng TCHC"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_written_out(short: str, whole: str) -> None:
    assert expanded(short) == whole


UNITS = ["UBND tỉnh Mộc Hạ", "Xã Tân Rào", "Phường Lam Thành", "Xã Suối Mây", "Phường Suối Mây"]


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("Ủy ban nhân dân tỉnh Mộc Hạ", "UBND tỉnh Mộc Hạ"),
        ("xã Tân Rào", "Xã Tân Rào"),
        ("Tân Rào", "Xã Tân Rào"),
        ("xã Suối Mây", "Xã Suối Mây"),
        ("Suối Mây", None),
        ("xã Không Có", None),
        ("", None),
    ],
)
def test_looked_up_among_the_units_held(printed: str, unit: str | None) -> None:
    assert unit_of(printed, UNITS) == unit
