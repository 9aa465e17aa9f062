"""The produced PDF, measured against the tables of the rules: every kind of paper in every profile.

The tables stand here a second time, in the rules' own ranges, so that a slip in a profile is seen as well as one in
the drawing. NĐ 30/2020/NĐ-CP Phụ lục I; HD 36-HD/VPTW 2018; HD 05-HD/VPTW 2026. Sizes in points, lengths in mm.
"""

import functools
import itertools
import re

import pytest

from nhipcau.typeset import Profile, profile_by_id, render_pdf
from nhipcau.typeset.model import Kind, Paper, System
from nhipcau.typeset.printed import printed
from tests.typeset.measuring import MM, Row, Sheet, sheets
from tests.typeset.papers import EVERY_KIND, paper

UPRIGHT, BOLD, ITALIC, BOLD_ITALIC = "Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"

STATE_TABLE = {
    "nation": (12, 13, BOLD),
    "motto": (13, 14, BOLD),
    "parent": (12, 13, UPRIGHT),
    "issuer": (12, 13, BOLD),
    "number": (13, 13, UPRIGHT),
    "place_date": (13, 14, ITALIC),
    "heading": (13, 14, BOLD),
    "abstract": (13, 14, BOLD),
    "letter_abstract": (12, 13, UPRIGHT),
    "basis": (13, 14, ITALIC),
    "body": (13, 14, UPRIGHT),
    "item_heading": (13, 14, BOLD),
    "addressee": (13, 14, UPRIGHT),
    "capacity": (13, 14, BOLD),
    "position": (13, 14, BOLD),
    "name": (13, 14, BOLD),
    "distribution_label": (12, 12, BOLD_ITALIC),
    "distribution": (11, 11, UPRIGHT),
    "page_number": (13, 14, UPRIGHT),
}
PARTY_TABLE = STATE_TABLE | {
    "nation": (15, 15, BOLD),
    "parent": (14, 14, UPRIGHT),
    "issuer": (14, 14, BOLD),
    "number": (14, 14, UPRIGHT),
    "place_date": (14, 14, ITALIC),
    "heading": (15, 16, BOLD),
    "abstract": (14, 15, BOLD),
    "letter_abstract": (12, 12, ITALIC),
    "basis": (14, 15, ITALIC),
    "body": (14, 15, UPRIGHT),
    "distribution_label": (14, 14, UPRIGHT),
    "distribution": (12, 12, UPRIGHT),
}
TABLES = {
    "nd30-2020": STATE_TABLE,
    "hd36-2018": PARTY_TABLE,
    "hd05-2026": PARTY_TABLE | {"body": (14, 14, UPRIGHT), "position": (14, 14, UPRIGHT)},
}
MARGINS = {
    "nd30-2020": ((20, 25), (20, 25), (30, 35), (15, 20)),
    "hd36-2018": ((20, 25), (20, 25), (30, 35), (15, 20)),
    "hd05-2026": ((20, 20), (20, 20), (30, 30), (15, 15)),
}
"""Top, bottom, left, right."""
INDENTS = {"nd30-2020": (10.0, 12.7), "hd36-2018": (10.0, 12.7), "hd05-2026": (10.0,)}
LINES = {"nd30-2020": (16.0, 24.2), "hd36-2018": (16.0, 24.2), "hd05-2026": (18.0, 18.0)}
"""From base line to base line: single to one and a half; at HD 05 exactly 18 points."""
SIGNS = {"nd30-2020": ("./.", ";"), "hd36-2018": (".", ","), "hd05-2026": (".", ";")}
NEAR = 0.35
"""Millimetres that a letter's side bearing may take."""


@functools.cache
def drawn(kind: Kind, profile: str) -> list[Sheet]:
    return sheets(render_pdf(given(kind, profile), profile_by_id(profile)))


def given(kind: Kind, profile: str) -> Paper:
    return paper(kind, profile_by_id(profile).system)


@pytest.fixture(params=[(kind, one) for one in TABLES for kind in EVERY_KIND], ids=lambda pair: "-".join(pair))
def case(request: pytest.FixtureRequest) -> tuple[Kind, str]:
    return request.param


@pytest.fixture
def sheet(case: tuple[Kind, str]) -> Sheet:
    return drawn(*case)[0]


@pytest.fixture
def profile(case: tuple[Kind, str]) -> Profile:
    return profile_by_id(case[1])


def check(row: Row, table: dict[str, tuple[int, int, str]], component: str) -> None:
    low, high, font = table[component]
    assert low <= row.size <= high, (component, row)
    assert row.font == font, (component, row)


def test_sizes_and_faces(case: tuple[Kind, str], sheet: Sheet, profile: Profile) -> None:
    table, shown = TABLES[case[1]], printed(given(*case), profile)
    for component, lines in (("nation", [shown.nation]), ("issuer", shown.issuer), ("parent", shown.parent)):
        for line in lines:
            check(sheet.row(line), table, component)
    if shown.motto:
        check(sheet.row(shown.motto), table, "motto")
    check(sheet.row(shown.number), table, "number")
    if shown.place_date:
        check(sheet.row(shown.place_date), table, "place_date")
    if shown.letter:
        check(sheet.row("V/v"), table, "letter_abstract")
    else:
        check(sheet.row(shown.heading), table, "heading")
        check(sheet.row("Tổ chức Hội nghị"), table, "abstract")
    if case[0] is not Kind.LETTER:
        check(sheet.row("Căn cứ Luật"), table, "basis")
        check(sheet.row("3. Thành phần"), table, "item_heading")
        check(sheet.row("a) Điểm cầu tỉnh"), table, "body")
    check(sheet.row("Nơi nhận:"), table, "distribution_label")
    check(sheet.row("- Như thành phần mời"), table, "distribution")
    for signature in shown.signatures:
        for words in signature.capacities:
            check(sheet.row(words), table, "capacity")
        if signature.position:
            check(sheet.row(signature.position), table, "position")
        check(sheet.row(signature.name), table, "name")
    if shown.addressees:
        check(sheet.row("Kính"), table, "addressee")


def test_page_and_margins(case: tuple[Kind, str], sheet: Sheet, profile: Profile) -> None:
    assert (round(sheet.width, 1), round(sheet.height, 1)) == (210.0, 297.0)
    top, bottom, left, right = MARGINS[case[1]]
    assert top[0] <= profile.page.top <= top[1]
    assert bottom[0] <= profile.page.bottom <= bottom[1]
    assert left[0] - NEAR <= min(row.left for row in sheet.rows) <= left[1]
    assert right[0] - NEAR <= sheet.width - max(row.right for row in sheet.rows)
    first = min(sheet.rows, key=lambda row: row.base)
    assert top[0] - 0.1 <= first.base - first.size * 0.9 * MM <= top[1] + NEAR
    assert max(row.base for row in sheet.rows) <= sheet.height - bottom[0]


def test_justified_lines_fill_the_text_width(case: tuple[Kind, str], sheet: Sheet, profile: Profile) -> None:
    full = [row for row in sheet.rows if row.left < profile.page.left + 15 and row.width > 135]
    for row in full:
        following = min((one.base for one in sheet.rows if one.base > row.base), default=0)
        wraps = any(abs(one.left - profile.page.left) < NEAR and one.base == following for one in sheet.rows)
        if wraps and abs(following - row.base - profile.body.line * MM) < 0.1:
            assert abs(sheet.width - profile.page.right - row.right) < NEAR, row


def test_letterhead_stands_in_two_columns(case: tuple[Kind, str], sheet: Sheet, profile: Profile) -> None:
    shown = printed(given(*case), profile)
    left = profile.page.left + profile.head.left / 2
    right = profile.page.left + profile.head.left + profile.head.right / 2
    for words in (*shown.parent, *shown.issuer, shown.number):
        assert abs(sheet.row(words).middle - left) < NEAR
    for words in (shown.nation, shown.motto, shown.place_date):
        if words:
            assert abs(sheet.row(words).middle - right) < NEAR
    if shown.place_date:
        assert abs(sheet.row(shown.number).base - sheet.row(shown.place_date).base) < 0.01
    assert sheet.row(shown.nation).left > sheet.row(shown.issuer[-1]).right


def test_lines_under_the_letterhead(case: tuple[Kind, str], sheet: Sheet, profile: Profile) -> None:
    shown = printed(given(*case), profile)
    last = sheet.row(shown.motto or shown.nation)
    assert abs(sheet.stroke_below(last).width - last.width) < 0.2
    assert abs(sheet.stroke_below(last).middle - last.middle) < 0.2
    issuer = sheet.row(shown.issuer[-1])
    if profile.system is System.PARTY:
        star = sheet.row("*")
        assert star.words == "*"
        assert issuer.base < star.base < sheet.row(shown.number).base
        assert abs(star.middle - issuer.middle) < NEAR
    else:
        longest = max(sheet.row(words).width for words in shown.issuer)
        assert longest / 3 <= sheet.stroke_below(issuer).width <= longest / 2
        assert abs(sheet.stroke_below(issuer).middle - issuer.middle) < NEAR


def test_title_and_what_stands_below(case: tuple[Kind, str], sheet: Sheet, profile: Profile) -> None:
    shown = printed(given(*case), profile)
    middle = (profile.page.left + profile.page.width - profile.page.right) / 2
    number = sheet.row(shown.number)
    if shown.letter:
        subject = sheet.row("V/v")
        gap = (subject.base - number.base) / MM
        assert 6 + 12 * 0.9 <= gap <= 6 + 12 * 1.7
        assert abs(subject.middle - number.middle) < 0.5
        return
    heading, subject = sheet.row(shown.heading), sheet.row("Tổ chức Hội nghị")
    assert heading.words == heading.words.upper()
    assert number.base < heading.base < subject.base
    assert abs(heading.middle - middle) < NEAR
    abstract = [row for row in sheet.rows if subject.base <= row.base < subject.base + 15 and row.font == BOLD]
    abstract = [row for row in abstract if row.words != "-----"]
    if profile.system is System.PARTY:
        assert abs(sheet.row("-----").middle - middle) < NEAR
    else:
        longest = max(row.width for row in abstract)
        below = sheet.stroke_below(abstract[-1])
        assert longest / 3 <= below.width <= longest / 2 + 0.2
        assert abs(below.middle - middle) < NEAR


def test_first_lines_are_indented_and_the_rest_are_not(case: tuple[Kind, str], sheet: Sheet, profile: Profile) -> None:
    opening = re.compile(r"[IVX]+\. |\d\. |[a-z]\) |- (?:Lãnh|Chủ trì|Bảo đảm)|Căn cứ|Đề nghị|Để tổ|Nhận")
    first = [row for row in sheet.rows if opening.match(row.words) and row.left < 50]
    assert len(first) >= 5
    for row in first:
        assert any(abs(row.left - profile.page.left - indent) < NEAR for indent in INDENTS[case[1]]), row


def test_line_and_paragraph_distances(case: tuple[Kind, str], sheet: Sheet, profile: Profile) -> None:
    first = sheet.row("Căn cứ Luật" if case[0] is not Kind.LETTER else "Để tổ chức")
    last = next(row for row in sheet.rows if row.words.startswith(("Đề nghị các", "Nhận được")))
    body = sorted({round(row.base, 3) for row in sheet.rows if first.base <= row.base <= last.base})
    steps = [(following - one) / MM for one, following in itertools.pairwise(body)]
    low, high = LINES[case[1]]
    for step in steps:
        assert low - 0.05 <= step <= high + 0.05 + 6, step
        is_paragraph = step > profile.body.line + 1
        assert not is_paragraph or step - profile.body.line >= 6 - 0.05
    assert any(step > profile.body.line + 5 for step in steps)


def test_signatures_stand_right_and_the_list_left(case: tuple[Kind, str], sheet: Sheet, profile: Profile) -> None:
    shown = printed(given(*case), profile)
    label = sheet.row("Nơi nhận:")
    assert abs(label.left - profile.page.left) < NEAR
    if len(shown.signatures) == 2:
        left, right = (sheet.row(one.name) for one in shown.signatures)
        assert left.right < right.left
        assert abs(left.base - right.base) < 0.01
        assert label.base > left.base
        return
    signature = shown.signatures[0]
    first, name = sheet.row(signature.capacities[0]), sheet.row(signature.name)
    column = profile.page.left + profile.signing.left
    assert first.left > column
    assert abs(first.middle - column - profile.signing.right / 2) < NEAR
    assert abs(name.middle - first.middle) < NEAR
    assert abs(first.base - label.base) < 1.5
    assert (name.base - sheet.row(signature.position).base) / MM >= 4 * 14


def test_signs_at_the_ends(case: tuple[Kind, str], sheet: Sheet) -> None:
    end, between = SIGNS[case[1]]
    last = next(row for row in sheet.rows if row.words.startswith(("Đề nghị các", "Nhận được")))
    assert last.words.endswith(f"thực hiện{end}")
    assert sheet.row("- Như thành phần").words.endswith(between)
    assert sheet.row("- Lưu").words.endswith(".")
    assert ("Lưu: " in sheet.row("- Lưu").words) is (case[1] == "nd30-2020")


def test_party_words_are_underlined_and_states_are_not(case: tuple[Kind, str], sheet: Sheet, profile: Profile) -> None:
    label = sheet.row("Nơi nhận:")
    under = [one for one in sheet.strokes if 0 < one.height - label.base < 2 and abs(one.left - label.left) < 1]
    assert bool(under) is (profile.system is System.PARTY)


@pytest.mark.parametrize("profile_id", TABLES)
def test_several_addressees_stand_below_the_colon(profile_id: str) -> None:
    sheet = drawn(Kind.LETTER, profile_id)[0]
    label, first = sheet.row("Kính gửi:"), sheet.row("- Sở Khoa học")
    assert first.base > label.base
    assert abs(first.left - label.right) < 3
    assert len({round(sheet.row(words).left, 2) for words in ("- Sở", "- Công ty", "- Ủy ban nhân dân các")}) == 1
    one = drawn(Kind.REPORT, profile_id)[0]
    assert one.row("Kính").words.startswith(("Kính gửi: Sở Khoa học", "Kính trình: Sở Khoa học"))


def test_the_contact_foot_closes_the_first_page() -> None:
    sheet = drawn(Kind.REPORT, "nd30-2020")[0]
    foot = sheet.row("Địa chỉ: Số 01 đường Trần Phú; Điện thoại")
    assert 11 <= foot.size <= 12
    assert foot.base == max(row.base for row in sheet.rows)
    assert any(0 < foot.base - one.height < 6 and abs(one.width - 165) < 0.1 for one in sheet.strokes)
