"""Nothing that people read escapes the translators: no Vietnamese text in templates or code stands unmarked.

Named below, with the reason, is what is no interface: what papers are read by, what is written down, what goes out in
letters and files, and the command line, which is Vietnamese.
"""

import ast
import fnmatch
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy import messages
from nhipcau.typeset.profiles.load import every_profile
from tests.web.test_catalogues import TERMS, VIETNAMESE

ON_PAPER = (
    "nhipcau/typeset/banner/breaking.py",
    "nhipcau/typeset/numbering.py",
    "nhipcau/typeset/printed.py",
    "nhipcau/typeset/tidy.py",
    "nhipcau/typeset/vocabulary.py",
    "nhipcau/typeset/word/*.py",
)
"""Modules of the typesetting that hold what is printed or stands in the Word file, Vietnamese in every language. What
they may not do is speak to the person at the screen: see the tests of what they refuse."""
UNMARKED = {
    "nhipcau/cli/*.py": "the command line",
    "nhipcau/*/cli.py": "the command line",
    "nhipcau/*/doctor.py": "the command line",
    "nhipcau/*/apps.py": "names that no page shows",
    "nhipcau/core/config.py": "examples in docs/settings.md",
    "nhipcau/core/text.py": "letters",
    "nhipcau/core/dates.py": "what somebody typed is read by it",
    "nhipcau/journal/record.py": "told by `nhipcau verify`",
    "nhipcau/journal/report.py": "told by `nhipcau verify`",
    "nhipcau/media/lan.py": "the name in a certificate",
    "nhipcau/media/supervisor.py": "the log of the supervisor",
    "nhipcau/media/up.py": "told where `nhipcau up` was typed",
    "nhipcau/web/prepare.py": "told where `nhipcau up` was typed",
    "nhipcau/web/settings.py": "the name of a language is in that language",
    "nhipcau/hall/rules/*.py": "labels of events, kept in the journal",
    "nhipcau/outbox/post.py": "kept with the letter by a process that serves nobody",
    "nhipcau/outbox/sender.py": "kept with the letter by a process that serves nobody",
    "nhipcau/records/csv_file.py": "a file that goes out",
    "nhipcau/rehearsal/lineup.py": "the name of a machine, kept in the journal",
    "nhipcau/rehearsal/commands.py": "see `RehearsalStatus.message`",
    "nhipcau/conferences/lifecycle/letters.py": "letters",
    "nhipcau/conferences/lifecycle/outdated.py": "kept with letters",
    "nhipcau/conferences/sites/sheets.py": "an Excel file",
    "nhipcau/documents/banners/facts.py": "the wording of banners",
    "nhipcau/documents/banners/proposing.py": "the wording of banners",
    "nhipcau/documents/compose/*.py": "the wording of papers",
    "nhipcau/documents/cooperation.py": "papers are read by it",
    "nhipcau/documents/dispatch/channels.py": "letters",
    "nhipcau/documents/dispatch/mailed.py": "kept with letters",
    "nhipcau/documents/identity.py": "what papers are called in papers",
    "nhipcau/documents/inheritance.py": "papers are read by it",
    "nhipcau/documents/intake/*.py": "papers are read by it; what it says is `phrase`d",
    "nhipcau/documents/leftovers.py": "papers are read by it",
    "nhipcau/documents/packs/citing.py": "sheets that go out",
    "nhipcau/documents/packs/compose.py": "sheets that go out",
    "nhipcau/documents/packs/fixed.py": "sheets that go out",
    "nhipcau/documents/packs/letters.py": "letters",
    "nhipcau/documents/packs/said.py": "sheets that go out",
    "nhipcau/documents/packs/timetable.py": "sheets that go out",
    "nhipcau/documents/places.py": "papers are read by it",
    "nhipcau/documents/register/notation.py": "papers are read by it",
    "nhipcau/documents/writing/letterheads.py": "the print of papers",
    "nhipcau/documents/writing/setting.py": "the print of papers",
    "nhipcau/documents/writing/setting_tables.py": "the print of papers",
    "nhipcau/organs/data/extract.py": "names of kinds of units",
    "nhipcau/organs/example.py": "a name",
    "nhipcau/organs/usual.py": "names of organs, kept",
    "nhipcau/organs/unit_files.py": "told by the command line",
    "nhipcau/preparation/copy_*.py": "lists and letters that go out",
    "nhipcau/preparation/exporting.py": "Excel files",
    "nhipcau/preparation/reading.py": "headings of Excel files",
    "nhipcau/preparation/reminder_texts.py": "letters",
    **dict.fromkeys(ON_PAPER, "the print of papers"),
    "nhipcau/web/pages/home/commune_texts.py": "a message that goes out",
}
IN_PART = {
    "nhipcau/*/models/*.py": (r".*\b(?:e\.g\.|As on|id, QĐ|QĐ 20/2020).*", "notes beside columns"),
    "nhipcau/conferences/sitelist.py": (r"Điểm cầu chính|\S+(?: \S+)? | số ", "names of sites, kept"),
    "nhipcau/documents/amendments/changes.py": (r".*\|.*", "papers are read by it"),
    "nhipcau/documents/planning.py": (r"Kính gửi: |Giới hạn tham luận: ", "lines of a conference, kept"),
    "nhipcau/documents/writing/bringing_back.py": ("Nơi nhận|Kính gửi|phụ lục", "words of the print of papers"),
    "nhipcau/documents/banners/copying.py": ("ngày", "the name of a blank, kept"),
    "nhipcau/documents/writing/checks.py": (
        r"nơi nhận|thời gian|các phiên|chạy thử|hạn đăng ký|nhiệm vụ|việc của |bảng nhiệm vụ|.*tháng .*",
        "names in the wording of papers, by which they are read",
    ),
    "nhipcau/documents/writing/signing.py": (r"[A-ZÀ-ỸĐ ]+|\^.*|\(\?:PHÓ .*", "the print of papers"),
    "nhipcau/web/pages/milestones.py": (r".*chậm nhất\|xong trước.*", "papers are read by it"),
    "nhipcau/organs/accounts/invitations.py": (
        r"Lời mời vào hệ thống .*|Đã thu hồi cùng.*",
        "a letter, and what is kept with it",
    ),
    "nhipcau/organs/accounts/pages.py": (
        r"(?s)Kính gửi .*|\nMời .*|.*liên kết.*| của |%H.*|. Không chuyển tiếp.*|.* Nhịp Cầu.*",
        "a letter",
    ),
    "nhipcau/organs/sheets.py": (r"\w[\w ]{1,20}", "headings of an Excel file"),
    "nhipcau/organs/tree/rules.py": (r"[a-zà-ỹđ ]{2,9}", "kinds of units in their names"),
    "nhipcau/preparation/duties.py": (r": việc cần làm cho | \(hạn ", "a message that goes out"),
    "nhipcau/preparation/missing.py": (" điểm cầu", "a message that goes out"),
    "nhipcau/preparation/report_pages.py": (r"\w[\w ]{2,22}", "headings of Excel files"),
    "nhipcau/preparation/reports.py": (r"Đến nay | điểm cầu.*| người.*", "a message that goes out"),
}
"""Texts of a file that are no interface, as a pattern, and what they are; the others of the file are."""
CHECKED = (
    "conferences",
    "core",
    "documents",
    "hall",
    "journal",
    "media",
    "organs",
    "outbox",
    "preparation",
    "records",
    "rehearsal",
    "typeset",
    "web",
)
EAGER = {"gettext", "ngettext", "pgettext", "npgettext"}
MARKS = set(messages.KEYWORDS)
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
BLOCKS = re.compile(r"{%\s*(blocktranslate|comment)\b.*?{%\s*end\1\s*%}", re.DOTALL)
VIETNAMESE_BY_DESIGN = re.compile(r"<textarea[^>]*\blang=\"vi\".*?</textarea>", re.DOTALL)
MARKED_IN_TAG = re.compile(r"""(?:translate\s+|_\()(?:"[^"]*"|'[^']*')""")
SAID_IN_TAG = re.compile(r""""[^"]*"|'[^']*'""")


def sources(package: str, suffix: str) -> list[Path]:
    folder = messages.ROOT / "nhipcau" / package
    return [path for path in sorted(folder.rglob(f"*{suffix}")) if "migrations" not in path.parts]


def without_terms(text: str) -> str:
    for term in TERMS:
        text = text.replace(term, "")
    return text


def literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, text) of every string that is neither a docstring nor handed to a marking function."""
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(id(node.value))
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in MARKS:
                left_out.update(id(each) for each in node.args if isinstance(each, ast.Constant))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.lineno, node.value


@pytest.mark.parametrize("package", CHECKED)
def test_code_says_nothing_unmarked(package: str) -> None:
    found = []
    for path in sources(package, ".py"):
        name = str(path.relative_to(messages.ROOT))
        if any(fnmatch.fnmatch(name, each) for each in UNMARKED):
            continue
        kept = [re.compile(pattern) for each, (pattern, _why) in IN_PART.items() if fnmatch.fnmatch(name, each)]
        for line, text in literals(ast.parse(path.read_text("utf-8"))):
            if any(each.fullmatch(text) for each in kept):
                continue
            if VIETNAMESE.search(without_terms(text)):
                found.append(f"{name}:{line}: {text}")
    assert found == []


def refused(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, text) of every unmarked string in an error that is raised, and in the classes of errors."""
    errors = [node for node in ast.walk(tree) if isinstance(node, ast.Raise)]
    for line, text in literals(tree):
        if any(node.lineno <= line <= (node.end_lineno or line) for node in errors):
            yield line, text


@pytest.mark.parametrize("pattern", ON_PAPER)
def test_what_is_printed_refuses_nothing_in_unmarked_words(pattern: str) -> None:
    """Paper is left out above as a whole; an error is no paper."""
    found = [
        f"{path.name}:{line}: {text}"
        for path in messages.ROOT.glob(pattern)
        for line, text in refused(ast.parse(path.read_text("utf-8")))
        if VIETNAMESE.search(without_terms(text))
    ]
    assert found == []


def test_names_of_profiles_are_marked_though_they_stand_in_data() -> None:
    marked = {text for text, _context, _file in messages.marked(messages.ROOT / "nhipcau" / "typeset")}
    assert {profile.name for profile in every_profile()} <= marked


@pytest.mark.parametrize("package", CHECKED)
def test_templates_say_nothing_unmarked(package: str) -> None:
    found = []
    for path in sources(package, ".html"):
        source = VIETNAMESE_BY_DESIGN.sub("", BLOCKS.sub("", path.read_text("utf-8")))
        in_tags = " ".join(SAID_IN_TAG.findall(MARKED_IN_TAG.sub("", " ".join(TAGS.findall(source)))))
        lines = [*TAGS.sub("", source).splitlines(), in_tags]
        found += [f"{path.name}: {line.strip()}" for line in lines if VIETNAMESE.search(without_terms(line))]
    assert found == []


@pytest.mark.parametrize("package", [each.name for each in messages.packages()])
def test_nothing_is_translated_for_good_when_a_module_is_loaded(package: str) -> None:
    """`gettext` speaks the language of the moment: at the top of a module that is nobody's."""
    found = []
    for path in sources(package, ".py"):
        tree = ast.parse(path.read_text("utf-8"))
        eager = {
            alias.asname or alias.name
            for node in tree.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if alias.name in EAGER
        }
        found += [f"{path.name}:{line}" for line, name in called_at_once(tree) if name in eager]
    assert found == []


def called_at_once(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, name) of every call that is made when the module is loaded."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.lineno, node.func.id
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting += [*node.args.defaults, *getattr(node, "decorator_list", [])]
        else:
            waiting += ast.iter_child_nodes(node)


def test_what_is_left_out_is_still_there() -> None:
    every = [str(path.relative_to(messages.ROOT)) for path in (messages.ROOT / "nhipcau").rglob("*.py")]
    assert [each for each in (*UNMARKED, *IN_PART) if not fnmatch.filter(every, each)] == []
