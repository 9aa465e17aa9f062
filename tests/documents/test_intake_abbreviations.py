"""Short forms of bodies, and the units they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.documents.intake.abbreviations import expanded
from nhipcau.documents.intake.unit_names import UnitNames


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


UNITS = UnitNames(
    [
        ("Tỉnh Mộc Hạ", "tinh"),
        ("Thành phố Mộc Hạ", "huyen"),
        ("Huyện Bắc Sạ", "huyen"),
        ("Huyện Bình Sạ", "huyen"),
        ("Xã Tân Rào", "xa"),
        ("Phường Lam Thành", "xa"),
        ("Xã Suối Mây", "xa"),
        ("Phường Suối Mây", "xa"),
    ],
    organs=["Viễn thông Mộc Hạ"],
)


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("tỉnh Mộc Hạ", "Tỉnh Mộc Hạ"),
        ("TP. Mộc Hạ", "Thành phố Mộc Hạ"),
        ("xã Tân Rào", "Xã Tân Rào"),
        ("Tân Rào", "Xã Tân Rào"),
        ("xã Tân Rao", "Xã Tân Rào"),
        ("xã Suối Mây", "Xã Suối Mây"),
        ("Suối Mây", None),
        ("xã Không Có", None),
        ("", None),
    ],
)
def test_looked_up_among_the_units_held(printed: str, unit: str | None) -> None:
    assert UNITS.unit_of(printed) == unit


@pytest.mark.parametrize(
    ("printed", "held", "tiers", "unknown"),
    [
        ("UBND TP Mộc Hạ", ("Thành phố Mộc Hạ",), (), ()),
        ("Huyện ủy Bắc Sạ, Bình Sạ, Văn phòng UBND tỉnh", ("Huyện Bắc Sạ", "Huyện Bình Sạ"), (), ()),
        ("TT HĐND các huyện, thành phố", (), (("các huyện, thành phố", 3),), ()),
        ("UBND cấp xã", (), (("cấp xã", 4),), ()),
        ("UBND xã Không Có", (), (), ("xã Không Có",)),
        ("BCĐ phòng, chống dịch COVID-19 các xã", (), (("các xã", 4),), ()),
        ("UBND xã Tân Rào và Ủy ban Mặt trận Tổ quốc", ("Xã Tân Rào",), (), ()),
        ("Viễn thông Mộc Hạ", ("Viễn thông Mộc Hạ",), (), ()),
        ("Sở Nội vụ", (), (), ()),
        ("Tỉnh Đoàn", (), (), ()),
        ("Suối Mây", (), (), ()),
    ],
)
def test_what_is_known_of_a_printed_body(
    printed: str, held: tuple[str, ...], tiers: tuple[tuple[str, int], ...], unknown: tuple[str, ...]
) -> None:
    body = UNITS.body(printed)
    assert (body.held, body.tiers, body.unknown) == (held, tiers, unknown)


def test_districts_are_not_held_where_only_communes_are() -> None:
    names = UnitNames([("Tỉnh Mộc Hạ", "tinh"), ("Xã Tân Rào", "xa")])
    assert names.body("UBND các huyện").unknown == ("các huyện",)
    assert names.body("UBND huyện Bắc Sạ").unknown == ("huyện Bắc Sạ",)


def test_of_a_tier_that_nobody_entered_nothing_is_said() -> None:
    names = UnitNames([("Tỉnh Mộc Hạ", "tinh"), ("Huyện Bắc Sạ", "huyen")])
    assert names.body("UBND các xã").unknown == ()
    assert names.body("UBND xã Không Có").unknown == ()
    assert names.body("UBND huyện Không Có").unknown == ("huyện Không Có",)


@given(st.text(max_size=80))
def test_any_name_is_looked_up(name: str) -> None:
    body = UNITS.body(name)
    assert body.printed == name
    assert set(body.unknown).isdisjoint(body.held)
