"""The DOCX opened by LibreOffice looks like our PDF: the same lines in the same places, page by page."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from nhipcau.typeset import profile_by_id, render_docx, render_pdf
from nhipcau.typeset.fonts import font_folder
from nhipcau.typeset.model import Kind, System
from tests.typeset.measuring import Sheet, sheets
from tests.typeset.papers import EVERY_KIND, paper

SOFFICE = shutil.which("soffice")
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir>
<match target="pattern"><test name="family"><string>Times New Roman</string></test>
<edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match></fontconfig>"""
"""The type that offices have on their PCs stands in for, letter by letter as wide."""

LINE_MORE = 9.0
"""Typst may press a line together that LibreOffice breaks; what follows then stands one line lower. Millimetres."""

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One PDF for each kind and profile, all by one run."""
    folder = tmp_path_factory.mktemp("word")
    (folder / "fonts.conf").write_text(FONTS.format(fonts=font_folder(), cache=folder / "cache"), encoding="utf-8")
    for profile in ("nd30-2020", "hd05-2026"):
        for kind in EVERY_KIND:
            written = paper(kind, profile_by_id(profile).system)
            (folder / f"{profile}-{kind.value}.docx").write_bytes(render_docx(written, profile_by_id(profile)))
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
@pytest.mark.parametrize("profile", ["nd30-2020", "hd05-2026"])
def test_the_same_words_stand_on_the_same_pages(converted: Path, kind: Kind, profile: str) -> None:
    given = paper(kind, profile_by_id(profile).system)
    ours = sheets(render_pdf(given, profile_by_id(profile)))
    theirs = sheets((converted / f"{profile}-{kind.value}.pdf").read_bytes())
    assert len(theirs) == len(ours)
    for our, their in zip(ours, theirs, strict=True):
        assert "".join(sorted("".join(lines(their)).replace(" ", ""))) == "".join(
            sorted("".join(lines(our)).replace(" ", ""))
        )


@pytest.mark.parametrize("profile", ["nd30-2020", "hd05-2026"])
def test_parts_stand_where_ours_stand(converted: Path, profile: str) -> None:
    system = profile_by_id(profile).system
    our = sheets(render_pdf(paper(Kind.NOTICE, system), profile_by_id(profile)))[0]
    their = sheets((converted / f"{profile}-{Kind.NOTICE.value}.pdf").read_bytes())[0]
    signer = "Trần Văn Phú" if system is System.PARTY else "Nguyễn Thị Hòa"
    for words in ("THÔNG BÁO", "Số", "Hòa Phú, ngày", "Căn cứ Luật", "Nơi nhận:", signer):
        mine, other = our.row(words), their.row(words)
        assert abs(mine.left - other.left) < 1.5, (mine, other)
        assert abs(mine.base - other.base) < LINE_MORE, (mine, other)
        assert mine.size == other.size
