"""What holds for every text: no failure, honest places, and facts that do not depend on the typist."""

import re
import textwrap
import unicodedata
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.documents.intake import Reading, read_text
from nhipcau.documents.intake.normal import normalise
from nhipcau.documents.intake.opinions import DOUBTED
from nhipcau.documents.intake.reading import EMPTY_FACTS

EXAMPLES = Path(__file__).parents[2] / "examples"
PAPERS = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
VERBATIM = ("number", "place", "subject", "meeting_title", "venue_main")
VERBATIM_LISTS = ("recipients", "materials", "press")

WORDS = st.sampled_from(
    [
        "Thời gian:", "Địa điểm:", "1. Thành phần", "- Sở Nội vụ", "chuẩn bị", "trước", "ngày 5/3/2024",
        "31/02/2024", "7h30'", "99 giờ",
        "Điểm cầu cấp xã:", "10.033 điểm cầu", "Nơi nhận:", "TM. UBND", "CHỦ TỊCH", "Hà Văn Mẫu", "THÔNG BÁO",
        "V/v", "Kính gửi:", "|", "(",
        ")", '"', "“", ";", ".", "\n", "\n\n", "tham luận", "không quá 5 trang", "đồng chí", "0900 000 001",
        "a@b.vn", "lùi", "sang", "Số:",
        "/KH-UBND", "đề nghị:", "Lưu ý:", "I.", "1.1.", "a)", "+", "*", "tổng duyệt", "trước 05 ngày tổ chức Hội "
            "nghị", "Báo", "đưa tin",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(WORDS, max_size=60).map(" ".join),
    st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=40).map("\n".join),
)


def squeeze(text: str) -> str:
    return " ".join(text.split())


def assert_honest(reading: Reading) -> None:
    for span in reading.spans:
        assert 0 <= span.start < span.end <= len(reading.text)
        assert 0.0 <= span.confidence <= 1.0
        if span.other_start is not None:
            assert span.other_end is not None
            assert 0 <= span.other_start < span.other_end <= len(reading.text)
            assert span.confidence <= DOUBTED
        printed = squeeze(reading.text[span.start : span.end])
        if span.key in VERBATIM:
            fact = reading.facts[span.key]
            assert re.sub(r"\s", "", fact) in re.sub(r"\s", "", printed)
        elif span.key in VERBATIM_LISTS and span.index is not None:
            assert reading.facts[span.key][span.index] in printed
        elif span.key == "participants" and span.index is not None:
            assert span.value is not None
            assert span.value in printed
            assert span.value in reading.facts["participants"][span.index]["items"]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_gives_a_reading(text: str) -> None:
    reading = read_text(text)
    assert reading.facts.keys() == EMPTY_FACTS.keys()
    assert reading.text == normalise(text)
    assert_honest(reading)
    assert read_text(text) == reading


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(PAPERS), st.data())
def test_a_torn_paper_gives_a_reading(paper: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(paper)))
    end = data.draw(st.integers(start, len(paper)))
    assert_honest(read_text(paper[:start] + paper[end:]))
    assert_honest(read_text(paper[start:end]))


def test_places_of_the_examples_are_honest() -> None:
    for paper in PAPERS:
        assert_honest(read_text(paper))


DASHES, SPACES, QUOTES = "-–—‐‑−", " \u00a0\u2009\t", "'’′"


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(PAPERS),
    st.sampled_from(DASHES),
    st.sampled_from(SPACES),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_facts_do_not_depend_on_the_typist(paper: str, dash: str, space: str, decomposed: bool, newline: str) -> None:
    typed = paper.replace("-", dash).replace(" ", space).replace("\n", newline)
    typed = unicodedata.normalize("NFD" if decomposed else "NFC", typed)
    assert read_text(typed).facts == read_text(paper).facts


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(PAPERS),
    st.sampled_from(["{0}h{1}", "{0}g{1}", "{0} giờ {1}", "{0} giờ {1} phút", "{0}h{1}’", "{0}H{1}"]),
)
def test_times_do_not_depend_on_the_typist(paper: str, form: str) -> None:
    typed = re.sub(r"(\d{2})(?: giờ |h)(\d{2})(?: phút)?", lambda m: form.format(m[1], m[2]), paper)
    read, typed_read = read_text(paper).facts, read_text(typed).facts
    for key in ("start", "rehearsals", "registration_deadlines"):
        plain = [r["due"] for r in read[key]] if key == "registration_deadlines" else read[key]
        other = [r["due"] for r in typed_read[key]] if key == "registration_deadlines" else typed_read[key]
        assert other == plain


def test_markdown_marks_change_nothing() -> None:
    for paper in PAPERS:
        bold = re.sub(r"^((?:[IVX]+|\d)\. [^\n:]{3,40}:?)", r"### **\1**", paper, flags=re.MULTILINE)
        assert bold != paper
        assert read_text(bold).facts == read_text(paper).facts


def reflowed(paper: str, width: int) -> str:
    """Every paragraph that is longer than a line broken anew, as another page would break it."""
    lines: list[str] = []
    for line in paper.split("\n"):
        lines.extend(textwrap.wrap(line, width) if len(line) > width and not line.startswith("|") else [line])
    return "\n".join(lines)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(PAPERS), st.integers(74, 110))
def test_facts_do_not_depend_on_where_the_lines_end(paper: str, width: int) -> None:
    assert read_text(reflowed(paper, width)).facts == read_text(paper).facts


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(PAPERS), st.sampled_from(["“{0}”", "„{0}”", "«{0}»", '"{0}"', "”{0}“"]))
def test_facts_do_not_depend_on_the_quotation_marks(paper: str, form: str) -> None:
    quoted = re.sub(r"[“\"]([^”\"\n]{3,200})[”\"]", lambda m: form.format(m[1]), paper)
    assert read_text(quoted).facts == read_text(paper).facts


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PAPERS), st.data())
def test_every_fact_has_a_place(paper: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(paper) // 2))
    reading = read_text(paper[start:])
    lit = {span.key for span in reading.spans}
    assert {key for key, fact in reading.facts.items() if fact} <= lit
    for span in reading.spans:
        if span.key in ("start", "issue_date"):
            printed = reading.text[span.start : span.end]
            assert str(int(reading.facts[span.key][8:10])) in printed
