"""The command line, what it loads, and the remarks on a reading."""

import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from nhipcau.documents.intake import read_text, remarks, run
from nhipcau.documents.intake.reading import EMPTY_FACTS
from tests.documents.papers import HEAD, TAIL

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "thong-bao-giao-ban.txt"


def command(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "nhipcau.documents.intake", *arguments],
        input=given,
        capture_output=True,
        cwd=ROOT,
        check=False,
    )


def test_one_object_with_every_key() -> None:
    done = command(str(EXAMPLE))
    assert done.returncode == 0
    assert json.loads(done.stdout).keys() == EMPTY_FACTS.keys()


def test_spans_on_request() -> None:
    done = command(str(EXAMPLE), "--spans")
    spans = json.loads(done.stdout)["spans"]
    assert {"key", "start", "end", "confidence"} <= spans[0].keys()
    assert {span["key"] for span in spans} >= {"start", "number", "tasks", "participants", "site_counts", "signer"}


def test_standard_input() -> None:
    done = command("-", given=EXAMPLE.read_bytes())
    assert json.loads(done.stdout)["number"] == "731/TB-UBND"


@pytest.mark.parametrize("name", ["missing.txt", "paper.pdf"])
def test_unreadable_is_one_line_and_two(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name.endswith(".pdf"):
        path.write_bytes(b"%PDF-1.7")
    out, err = io.StringIO(), io.StringIO()
    assert run(str(path), False, out, err) == 2
    assert out.getvalue() == ""
    assert err.getvalue().count("\n") == 1


def test_a_paper_that_convenes_nothing_is_read() -> None:
    done = command("-", given="Chúng tôi đi chơi núi.".encode())
    assert done.returncode == 0
    assert not any(json.loads(done.stdout).values())


def test_no_web_framework_and_no_word_library_for_a_text() -> None:
    code = (
        "import sys; from nhipcau.documents.intake import read_file; read_file(sys.argv[1]);"
        "print([m for m in ('django', 'docx', 'lxml', 'starlette') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(EXAMPLE)], capture_output=True, cwd=ROOT, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def codes(body: str, today: date = date(2024, 3, 1), head: str = HEAD) -> list[str]:
    return [remark.code for remark in remarks(read_text(head + body + TAIL), today)]


GOOD = "1. Thời gian: 8h00, thứ Năm, ngày 07/3/2024.\n\n2. Địa điểm: 65 điểm cầu cấp xã."


def test_a_whole_paper_needs_no_remark() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (GOOD.replace("thứ Năm", "thứ Tư"), "weekday_wrong"),
        (GOOD.replace("65 điểm cầu cấp xã", "các điểm cầu cấp xã"), "counts_missing"),
        (GOOD.replace("8h00, thứ Năm, ", ""), "hour_missing"),
        (GOOD.replace("07/3/2024", "01/02/2024"), "start_before_issue"),
        (GOOD + "\n\n3. Tổ chức thực hiện\n\n- Sở A gửi báo cáo trước ngày 09/3/2024.", "deadline_after_start"),
        ("1. Thời gian: sẽ thông báo sau.\n\n2. Thành phần: Giám đốc Sở A.", "start_missing"),
    ],
)
def test_remarks(body: str, code: str) -> None:
    assert code in codes(body)


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (HEAD.replace("Số: 12/TB-UBND", ""), "number_missing"),
        (HEAD.replace("12/TB", "/TB"), "number_blank"),
        (HEAD.replace("02 tháng 3", "tháng 3"), "date_missing"),
    ],
)
def test_remarks_on_the_head(head: str, code: str) -> None:
    assert code in codes(GOOD, head=head)


def test_a_day_gone_by() -> None:
    assert "start_past" in codes(GOOD, today=date(2024, 3, 8))
    assert "start_past" not in codes(GOOD, today=date(2024, 3, 7))
