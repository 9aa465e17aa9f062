"""The DOCX opened by LibreOffice looks like our PDF: the same lines in the same places, page by page."""

import dataclasses
import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from nhipcau.typeset import profile_by_id, render_docx, render_pdf
from nhipcau.typeset.fonts import font_folder
from nhipcau.typeset.model import (
    Align,
    Annex,
    Block,
    Column,
    Item,
    Kind,
    Level,
    Paper,
    Paragraph,
    Row,
    Table,
    Urgency,
    text,
)
from tests.typeset.measuring import Sheet, sheets
from tests.typeset.papers import EVERY_KIND, paper

SOFFICE = shutil.which("soffice")
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""
NEAR = 0.6
"""How far a line may stand from ours, in millimetres."""
PROFILES = ("nd30-2020", "hd36-2018", "hd05-2026")
LINE = "Các cơ quan, đơn vị, địa phương chuẩn bị đầy đủ các điều kiện phục vụ hội nghị. "

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def listed(rows: int) -> Table:
    """Names short and long, of one line and of two."""
    return Table(
        "t",
        (Column("TT", 1, Align.CENTER), Column("Họ và tên", 4), Column("Chức vụ, đơn vị", 6), Column("Số", 2)),
        tuple(
            Row(
                (
                    text(f"{n}"),
                    text("Nguyễn Thị Thử" if n % 3 else "Triệu Thị Giả Định"),
                    text("Chủ tịch Ủy ban nhân dân xã Tân Hòa" + ", đại biểu Hội đồng nhân dân" * (n % 2)),
                    text("12"),
                )
            )
            for n in range(1, rows + 1)
        ),
    )


def long_papers() -> dict[str, Paper]:
    """Several pages each: flowing text, a table before the signature, annexes, stamps, a long title."""
    items: list[Block] = [Paragraph("lead", text("Nội dung thực hiện như sau:"))]
    for n in range(6):
        items += [
            Item(f"r{n}", Level.ROMAN, text("Nội dung, chương trình"), heading=True),
            Item(f"a{n}", Level.ARABIC, text("Phân công nhiệm vụ"), heading=True),
            *(Item(f"l{n}{k}", Level.LETTER, text(LINE * (1 + k % 3))) for k in range(6)),
            Item(f"d{n}", Level.DASH, text(LINE * 2)),
        ]
    found: dict[str, Paper] = {}
    for name in PROFILES:
        system = profile_by_id(name).system
        plan, report, letter = (paper(kind, system) for kind in (Kind.PLAN, Kind.REPORT, Kind.LETTER))
        flowing = dataclasses.replace(
            plan, blocks=tuple(items), annexes=(Annex("a", text("Danh sách"), (listed(70),)),)
        )
        table = (*report.blocks[:1], listed(45), Paragraph("end", text("Trên đây là báo cáo.")))
        found[f"{name}-flowing"] = flowing
        found[f"{name}-table"] = dataclasses.replace(report, blocks=table, contact=None)
        found[f"{name}-stamped"] = dataclasses.replace(
            letter, urgency=Urgency.IMMEDIATE, abstract=text(LINE.lower() * 3), blocks=(*letter.blocks, *items[:20])
        )
    return found


def as_offices_see_it(docx: bytes) -> bytes:
    """With type that is letter by letter as wide as what offices have on their PCs."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as given, zipfile.ZipFile(made, "w") as out:
        for name in given.namelist():
            out.writestr(name, given.read(name).replace(b"Times New Roman", b"Tinos"))
    return made.getvalue()


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One PDF for each kind and profile, all by one run."""
    folder = tmp_path_factory.mktemp("word")
    (folder / "fonts.conf").write_text(FONTS.format(fonts=font_folder(), cache=folder / "cache"), encoding="utf-8")
    short = {f"{one}-{kind.value}": paper(kind, profile_by_id(one).system) for one in PROFILES for kind in EVERY_KIND}
    for name, written in {**short, **long_papers()}.items():
        profile = profile_by_id("-".join(name.split("-")[:2]))
        (folder / f"{name}.docx").write_bytes(as_offices_see_it(render_docx(written, profile)))
    subprocess.run(
        [
            str(SOFFICE), f"-env:UserInstallation={(folder / 'settings').as_uri()}", "--headless",
            "--convert-to", "pdf", "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx"))),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
        check=True,
        capture_output=True,
        timeout=240,
    )  # fmt: skip
    return folder


def lines(sheet: Sheet) -> list[str]:
    """The words, line by line; a dash and its words may be read as one or two."""
    return sorted(row.words.replace("- ", "-") for row in sheet.rows)


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("profile", PROFILES)
def test_the_same_words_stand_on_the_same_pages(converted: Path, kind: Kind, profile: str) -> None:
    given = paper(kind, profile_by_id(profile).system)
    ours = sheets(render_pdf(given, profile_by_id(profile)))
    theirs = sheets((converted / f"{profile}-{kind.value}.pdf").read_bytes())
    assert len(theirs) == len(ours)
    for our, their in zip(ours, theirs, strict=True):
        assert "".join(sorted("".join(lines(their)).replace(" ", ""))) == "".join(
            sorted("".join(lines(our)).replace(" ", ""))
        )


@pytest.mark.parametrize("name", sorted(long_papers()))
def test_long_papers_break_into_pages_at_the_same_lines(converted: Path, name: str) -> None:
    ours = sheets(render_pdf(long_papers()[name], profile_by_id("-".join(name.split("-")[:2]))))
    theirs = sheets((converted / f"{name}.pdf").read_bytes())
    assert len(ours) > 1
    assert [ends(sheet) for sheet in theirs] == [ends(sheet) for sheet in ours]


def ends(sheet: Sheet) -> tuple[str, str]:
    """The first and the last words of a page, without the page number's."""
    shown = [row for row in sheet.rows if row.base > 20]
    first = min(shown, key=lambda row: (round(row.base), row.left))
    last = max(shown, key=lambda row: (round(row.base), -row.left))
    return first.words[:20].replace(" ", ""), last.words[:20].replace(" ", "")


@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.LETTER, Kind.MINUTES])
@pytest.mark.parametrize("profile", PROFILES)
def test_lines_stand_where_ours_stand(converted: Path, profile: str, kind: Kind) -> None:
    system = profile_by_id(profile).system
    our = sheets(render_pdf(paper(kind, system), profile_by_id(profile)))[0]
    their = sheets((converted / f"{profile}-{kind.value}.pdf").read_bytes())[0]
    found = 0
    for mine in our.rows:
        same = [row for row in their.rows if row.words == mine.words]
        if len(same) != 1 or mine.words.startswith("-"):
            continue
        found += 1
        assert abs(mine.left - same[0].left) < NEAR, (mine, same)
        assert abs(mine.base - same[0].base) < NEAR, (mine, same)
        assert mine.sizes == same[0].sizes
    assert found >= len(our.rows) * 2 / 3


@pytest.mark.parametrize("profile", PROFILES)
def test_lines_and_boxes_are_as_long_as_ours(converted: Path, profile: str) -> None:
    """Below the letterhead and the title; the stamp."""
    system = profile_by_id(profile).system
    our = sheets(render_pdf(paper(Kind.NOTICE, system), profile_by_id(profile)))[0]
    their = sheets((converted / f"{profile}-{Kind.NOTICE.value}.pdf").read_bytes())[0]
    for mine in our.strokes:
        near = [one for one in their.strokes if abs(one.height - mine.height) < 1 and abs(one.left - mine.left) < 2]
        assert near, (mine, their.strokes)
        assert abs(near[0].width - mine.width) < 2
