"""The words, numbers and signs that the rules prescribe (NĐ 30/2020 Phụ lục I; HD 36 and HD 05 of the Party)."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.typeset import profile_by_id, profile_for, render_text
from nhipcau.typeset.model import (
    Capacity,
    Item,
    Kind,
    Level,
    Notation,
    Paragraph,
    PlaceDate,
    Signer,
    Stand,
    System,
    text,
)
from nhipcau.typeset.numbering import labelled, letter, roman
from nhipcau.typeset.printed import BLANK, place_date, printed
from nhipcau.typeset.profiles import UnknownProfile, system_of
from tests.typeset.papers import paper

STATE = profile_by_id("nd30-2020")
OLD = profile_by_id("hd36-2018")
NEW = profile_by_id("hd05-2026")


@pytest.mark.parametrize(
    ("kind", "day", "profile"),
    [
        ("ubnd", dt.date(2020, 3, 5), "nd30-2020"),
        ("ubnd", dt.date(2026, 9, 8), "nd30-2020"),
        ("mat_tran", dt.date(2026, 9, 8), "nd30-2020"),
        ("dang", dt.date(2021, 9, 24), "hd36-2018"),
        ("dang", dt.date(2026, 5, 26), "hd36-2018"),
        ("dang", dt.date(2026, 5, 27), "hd05-2026"),
        ("party", dt.date(2030, 1, 1), "hd05-2026"),
        ("ubnd", dt.date(2012, 1, 1), "nd30-2020"),
    ],
)
def test_issuer_and_day_choose_the_profile(kind: str, day: dt.date, profile: str) -> None:
    assert profile_for(kind, day).id == profile


def test_an_unknown_profile_is_not_guessed() -> None:
    with pytest.raises(UnknownProfile):
        profile_by_id("nd99-2099")
    assert system_of("so_nganh") is System.STATE


@pytest.mark.parametrize(
    ("profile", "number", "symbol", "shown"),
    [
        (STATE, "5", "KH-UBND", "Số: 05/KH-UBND"),
        (STATE, "05", "BNV-VP", "Số: 05/BNV-VP"),
        (STATE, "1275", "TB-UBND", "Số: 1275/TB-UBND"),
        (STATE, "", "GM-UBND", f"Số: {BLANK}/GM-UBND"),
        (STATE, "15a", "KH-UBND", "Số: 15a/KH-UBND"),
        (OLD, "127", "QĐ/TW", "Số 127-QĐ/TW"),
        (NEW, "", "GM/TU", f"Số {BLANK}-GM/TU"),
    ],
)
def test_numbers(profile: object, number: str, symbol: str, shown: str) -> None:
    assert profile in (STATE, OLD, NEW)
    written = dataclasses.replace(paper(Kind.PLAN), notation=Notation(symbol, number))
    assert printed(written, profile).number == shown  # type: ignore[arg-type]  # one of the three above


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        (PlaceDate("Hòa Phú", 5, 1, 2026), "Hòa Phú, ngày 05 tháng 01 năm 2026"),
        (PlaceDate("Hòa Phú", 10, 2, 2026), "Hòa Phú, ngày 10 tháng 02 năm 2026"),
        (PlaceDate("Hòa Phú", 9, 3, 2026), "Hòa Phú, ngày 09 tháng 3 năm 2026"),
        (PlaceDate("Hòa Phú", None, 10, 2026), f"Hòa Phú, ngày{BLANK}tháng 10 năm 2026"),
        (PlaceDate("Hòa Phú"), f"Hòa Phú, ngày{BLANK}tháng{BLANK}năm{BLANK}"),
    ],
)
def test_dates(where: PlaceDate, shown: str) -> None:
    assert place_date(where) == shown


def test_items_are_numbered_within_the_rank_above() -> None:
    ranks = (
        Level.ROMAN, Level.ARABIC, Level.LETTER, Level.LETTER, Level.ARABIC, Level.SECOND, Level.LETTER, Level.DASH,
        Level.ROMAN, Level.ARABIC,
    )  # fmt: skip
    items = [Item(str(place), level, text("x")) for place, level in enumerate(ranks)]
    assert [label for _, label in labelled(items)] == ["I.", "1.", "a)", "b)", "2.", "2.1.", "a)", "-", "II.", "1."]


def test_points_follow_the_vietnamese_alphabet() -> None:
    assert "".join(letter(number) for number in range(1, 12)) == "abcdđeghikl"
    assert (letter(23), letter(24), letter(47)) == ("y", "aa", "aaa")


@given(st.integers(1, 130))
def test_roman_numbers_read_back(number: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    digits = [values[sign] for sign in roman(number)]
    assert (
        sum(-one if one < following else one for one, following in zip(digits, [*digits[1:], 0], strict=True)) == number
    )


@pytest.mark.parametrize("ending", ["", ".", "./.", ";", " ./. ", ",", "..."])
def test_a_paper_ends_with_the_profiles_sign(ending: str) -> None:
    written = dataclasses.replace(paper(Kind.PLAN), blocks=(Paragraph("x", text(f"triển khai thực hiện{ending}")),))
    assert "\ntriển khai thực hiện./.\n" in render_text(written, STATE)
    assert "\ntriển khai thực hiện.\n" in render_text(written, NEW)


def test_grounds_and_lists_end_as_each_profile_says() -> None:
    state = render_text(paper(Kind.PLAN), STATE)
    assert "năm 2025;\n" in state
    assert "của Ủy ban nhân dân tỉnh.\n" in state
    assert "- Thường trực Tỉnh ủy (b/c);\n" in state
    assert "- Lưu: VT, KGVX.\n" in state
    old = render_text(paper(Kind.PLAN, System.PARTY), OLD)
    assert "- Thường trực Tỉnh ủy (b/c),\n" in old
    assert "- Lưu Văn phòng Tỉnh ủy.\n" in old
    assert "- Thường trực Tỉnh ủy (b/c);\n" in render_text(paper(Kind.PLAN, System.PARTY), NEW)


@pytest.mark.parametrize(
    ("capacity", "state", "party"),
    [
        (Capacity.ON_BEHALF, "TM.", "T/M"),
        (Capacity.FOR_HEAD, "KT.", "K/T"),
        (Capacity.BY_ORDER, "TL.", "T/L"),
        (Capacity.BY_DELEGATION, "TUQ.", "T/UQ"),
        (Capacity.ACTING, "Q.", "Q."),
    ],
)
def test_signing_capacities(capacity: Capacity, state: str, party: str) -> None:
    signer = Signer("s", "Phó Chánh Văn phòng", "Lê Thị Thu", (Stand(capacity, "Chánh Văn phòng"),))
    written = dataclasses.replace(paper(Kind.NOTICE), signers=(signer,))
    assert f"{state} CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\n\nLê Thị Thu" in render_text(written, STATE)
    assert f"{party} CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\n\nLê Thị Thu" in render_text(written, NEW)


def test_minutes_are_signed_by_two_and_bear_no_date() -> None:
    state = render_text(paper(Kind.MINUTES), STATE)
    assert "THƯ KÝ\n\nLê Thị Thu" in state
    assert "CHỦ TỌA\n\nNguyễn Thị Hòa" in state
    assert "Hòa Phú, ngày" not in state
    party = render_text(paper(Kind.MINUTES, System.PARTY), NEW)
    assert "NGƯỜI GHI BIÊN BẢN" in party
    assert "CHỦ TRÌ" in party


def test_one_addressee_stands_on_the_line_several_below() -> None:
    several = paper(Kind.LETTER)
    one = dataclasses.replace(several, addressees=several.addressees[:1])
    assert "Kính gửi: Sở Khoa học và Công nghệ.\n" in render_text(one, STATE)
    assert "Kính gửi:\n- Sở Khoa học và Công nghệ;\n- Công ty Điện lực Hòa Phú;\n" in render_text(several, STATE)
    assert "Kính trình: Sở" in render_text(paper(Kind.SUBMISSION, System.PARTY), NEW)


def test_annexes_are_counted_only_when_there_are_several() -> None:
    plan = paper(Kind.PLAN)
    assert (
        "\nPhụ lục I\nPHÂN CÔNG NHIỆM VỤ\n(Kèm theo Kế hoạch số 05/KH-UBND ngày 08 tháng 9 năm 2026 của"
        in render_text(plan, STATE)
    )
    assert "\nPhụ lục\nPHÂN CÔNG NHIỆM VỤ\n" in render_text(dataclasses.replace(plan, annexes=plan.annexes[:1]), STATE)
