"""Banners: every word on the cloth, as large as it fits, in lines of like length; blanks that sites fill."""

import io
import zipfile

import pdfplumber
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from nhipcau.typeset.banner import (
    BadEmblem,
    Banner,
    BannerBlock,
    Role,
    blanks,
    filled,
    lay_out,
    render_banner_pdf,
    render_banner_png,
    render_banner_screen,
    write_banners,
)
from nhipcau.typeset.banner.breaking import parted
from nhipcau.typeset.model import Run, text
from nhipcau.typeset.profiles import Style
from nhipcau.typeset.widths import styled_width, wrapped

MASTER = Banner(
    (
        BannerBlock("o", Role.ORGAN, (Run("Thường trực HĐND "), Run("", fact="organ"))),
        BannerBlock("t1", Role.TITLE, text("Hội nghị trực tuyến")),
        BannerBlock("t2", Role.TITLE, text("Giao ban Thường trực HĐND tỉnh với Thường trực HĐND cấp xã")),
        BannerBlock("q", Role.QUALIFIER, text("Năm 2026")),
        BannerBlock("d", Role.PLACE_DATE, (Run("", fact="place"), Run(", ngày 25 tháng 11 năm 2026"))),
    )
)
WORDS = ("tỉnh", "Lạng", "Sơn,", "và", "công", "tác", "năm", "2026", "của", "HĐND", "-")
LONG = "xã Tân Hòa Đông và các xã, phường, đặc khu phụ cận phía Đông Nam sông Lớn"


def emblem() -> bytes:
    made = io.BytesIO()
    Image.new("RGBA", (40, 40), (255, 225, 0, 255)).save(made, "PNG")
    return made.getvalue()


def fits(banner: Banner) -> bool:
    laid = lay_out(banner)
    return all(
        styled_width(line.words, Style(line.size, bold=line.bold, italic=line.italic)) <= banner.width * 0.92 + 1
        and 0 < line.base < banner.height * 0.97
        for line in laid.lines
    )


def test_blanks_are_filled_by_each_site_and_shown_until_then() -> None:
    assert blanks(MASTER) == ("organ", "place")
    assert lay_out(MASTER).lines[0].words == "THƯỜNG TRỰC HĐND ………"
    site = filled(MASTER, {"organ": "xã Tân Hòa", "place": ""})
    assert blanks(site) == ("place",)
    assert lay_out(site).lines[0].words == "THƯỜNG TRỰC HĐND XÃ TÂN HÒA"


def test_blocks_keep_their_order_and_the_title_is_largest() -> None:
    lines = lay_out(MASTER).lines
    assert [line.base for line in lines] == sorted(line.base for line in lines)
    sizes = {line.role: line.size for line in lines}
    assert sizes[Role.TITLE] > sizes[Role.QUALIFIER] > sizes[Role.ORGAN] > sizes[Role.PLACE_DATE]


@given(st.text(alphabet="abcđêơưỨ ,.'&<>#$_*@", max_size=400), st.floats(500, 12_000), st.floats(300, 3000))
@settings(max_examples=60)
def test_any_words_fit_on_any_cloth(words: str, width: float, height: float) -> None:
    blocks = (*MASTER.blocks[1:], BannerBlock("x", Role.TITLE, text(words)))
    assert fits(Banner(blocks, width, height))


def test_a_long_name_breaks_into_lines_of_like_length() -> None:
    banner = filled(MASTER, {"organ": LONG + " và các đơn vị trực thuộc trên địa bàn", "place": "Tân Hòa Đông"})
    organ = [line for line in lay_out(banner).lines if line.role is Role.ORGAN]
    widths = [styled_width(line.words, Style(line.size, bold=True)) for line in organ]
    assert len(organ) == 1 or min(widths) > max(widths) * 0.6
    assert fits(banner)


def test_the_pdf_is_as_large_as_the_cloth_and_holds_every_word() -> None:
    made = render_banner_pdf(filled(MASTER, {"organ": "xã A' & <B> #c $d$", "place": "Tân Hòa"}))
    page = pypdf.PdfReader(io.BytesIO(made)).pages[0]
    unit = float(page["/UserUnit"])  # type: ignore[arg-type]  # a number
    assert round(float(page.mediabox.width) * unit / 72 * 25.4) == 6000
    assert round(float(page.mediabox.height) * unit / 72 * 25.4) == 1200
    assert max(page.mediabox.width, page.mediabox.height) <= 14_400
    with pdfplumber.open(io.BytesIO(made)) as opened:
        words = "".join(char["text"] for char in opened.pages[0].chars).replace(" ", "")
        inside = all(char["x0"] > 0 and char["x1"] < opened.pages[0].width for char in opened.pages[0].chars)
    assert "XÃA'&<B>#C$D$" in words
    assert "TânHòa,ngày25tháng11năm2026" in words
    assert inside
    assert render_banner_pdf(filled(MASTER, {"organ": "xã A' & <B> #c $d$", "place": "Tân Hòa"})) == made


def test_pictures_for_print_and_screen() -> None:
    small = Banner(MASTER.blocks, 2000, 400)
    assert Image.open(io.BytesIO(render_banner_png(small))).size == (3937, 787)
    assert Image.open(io.BytesIO(render_banner_png(small, ppi=400))).size == (3937, 787)
    with Image.open(io.BytesIO(render_banner_png(small))) as picture:
        picture.load()  # Pillow checks the sums
        across, down = picture.info["dpi"]
        assert (across, down) == (pytest.approx(50, abs=0.02), pytest.approx(50, abs=0.02))
    screen = Image.open(io.BytesIO(render_banner_screen(MASTER, width=1920)))
    assert screen.size == (1920, 384)
    assert screen.getpixel((3, 3))[:3] == (0xC8, 0x10, 0x2E)  # type: ignore[index]  # a pixel has channels


def test_an_emblem_is_the_offices_own_file() -> None:
    banner = Banner((BannerBlock("e", Role.EMBLEM), *MASTER.blocks[1:4]))
    with_it, without = render_banner_screen(banner, emblem()), render_banner_screen(banner)
    assert with_it != without
    with pytest.raises(BadEmblem):
        render_banner_screen(banner, b"<svg/>")
    with pytest.raises(BadEmblem):
        render_banner_screen(banner, b"\x89PNG\r\n\x1a\nbroken")


def test_many_sites_go_into_one_archive() -> None:
    sites = [(f"{place:03d}-xa", filled(MASTER, {"organ": f"xã {place}", "place": "Hòa Phú"})) for place in range(5)]
    told: list[int] = []
    out = io.BytesIO()
    write_banners(out, sites, screen_png=True, progress=told.append)
    again = io.BytesIO()
    write_banners(again, sites, screen_png=True)
    assert told == [1, 2, 3, 4, 5]
    assert out.getvalue() == again.getvalue()
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist()[:3] == ["000-xa.pdf", "000-xa-man-hinh.png", "001-xa.pdf"]
        assert archive.testzip() is None


@pytest.mark.parametrize(("width", "ground"), [(0, "#c8102e"), (6000, "red"), (float("nan"), "#c8102e")])
def test_no_size_and_no_colour_are_refused(width: float, ground: str) -> None:
    with pytest.raises(ValueError, match=r"banner|colour"):
        Banner(MASTER.blocks, width, 1200, ground)


@pytest.mark.parametrize("lines", [2, 3, 4, 5])
def test_lines_end_where_a_reader_draws_breath(lines: int) -> None:
    title = (
        "tổng kết công tác năm 2025, triển khai nhiệm vụ năm 2026 của Thường trực HĐND tỉnh Lạng Sơn "
        "và quán triệt các văn bản của Trung ương về phát triển kinh tế - xã hội"
    )
    style = Style(100)
    found = parted(title.split(), style, styled_width(title, style) / lines * 1.3, lines)
    assert len(found) == lines
    parting = (
        "năm",
        "của",
        "và",
        "các",
        "về",
        "Lạng",
        "HĐND",
        "triển",
        "nhiệm",
        "văn",
        "kinh",
        "Thường",
        "công",
        "phát",
    )
    assert not [line for line in found[:-1] if line.split()[-1] in parting]


def test_a_line_rather_ends_with_a_comma() -> None:
    style = Style(100)
    words = "Sơ kết sáu tháng đầu năm 2026, triển khai nhiệm vụ"
    assert parted(words.split(), style, styled_width(words, style), 2)[0] == "Sơ kết sáu tháng đầu năm 2026,"


@settings(max_examples=40)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=24))
def test_breaking_loses_no_word_and_stays_within_the_room(words: list[str]) -> None:
    style = Style(60)
    greedy = wrapped(" ".join(words), style, 240)
    found = parted(words, style, 240, len(greedy))
    assert " ".join(found).split() == words
    assert len(found) == len(greedy)
    assert all(styled_width(line, style) <= 241 for line in found)
