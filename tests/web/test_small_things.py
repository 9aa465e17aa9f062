"""Small things that mislead when they are wrong: ticks of milestones, links and numbers broken in two."""

import pytest

from nhipcau.web.pages.milestones import Milestone
from nhipcau.web.templatetags.office import address, phone


@pytest.mark.parametrize(
    ("kind", "past", "shape"),
    [
        ("deadline", False, "none"),
        ("deadline", True, "past"),
        ("rehearsal", False, "soon"),
        ("rehearsal", True, "past"),
        ("meeting", False, "day"),
        ("meeting", True, "day"),
        ("paper", True, "ok"),
    ],
)
def test_only_the_issued_paper_bears_a_tick(kind: str, past: bool, shape: str) -> None:
    assert Milestone("2021-12-20T16:00", "Hạn đăng ký", kind, past).shape == shape


def test_a_link_that_is_typed_from_paper_breaks_before_its_key() -> None:
    assert address("https://cau.example.vn/j/3xscvaz9v74g") == "https://cau.example.vn<wbr>/j/3xscvaz9v74g"
    assert "<script>" not in address("https://cau.example.vn/j/<script>")


def test_a_telephone_number_does_not_break() -> None:
    assert phone("0900 000 002; 0900 000 003") == "0900\u00a0000\u00a0002; 0900\u00a0000\u00a0003"
