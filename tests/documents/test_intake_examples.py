"""The example papers, as text and as Word, read to the facts a careful clerk would note."""

from pathlib import Path
from typing import Any

import pytest

from nhipcau.documents.intake import Reading, read_file, read_upload

EXAMPLES = Path(__file__).parents[2] / "examples"
TITLES = {
    "thong-bao-giao-ban": "Hội nghị giao ban trực tuyến ba cấp về cải cách hành chính và chuyển đổi số quý IV năm 2021",
    "ke-hoach-so-ket": "Hội nghị trực tuyến sơ kết công tác dân nguyện sáu tháng đầu năm 2021",
    "giay-moi-hai-cap": "họp trực tuyến về vận hành trung tâm phục vụ hành chính công cấp xã",
}


def pick(facts: dict[str, Any], *keys: str) -> tuple[Any, ...]:
    return tuple(facts[key] for key in keys)


@pytest.mark.parametrize("name", TITLES)
def test_word_and_text_read_alike(name: str) -> None:
    text, word = read_file(EXAMPLES / f"{name}.txt"), read_file(EXAMPLES / f"{name}.docx")
    assert word.facts == text.facts
    assert text.facts["meeting_title"] == TITLES[name]
    assert read_upload((EXAMPLES / f"{name}.docx").read_bytes(), f"{name}.docx") == word


@pytest.fixture(scope="module")
def notice() -> Reading:
    return read_file(EXAMPLES / "thong-bao-giao-ban.docx")


def test_notice_identity(notice: Reading) -> None:
    assert pick(notice.facts, "doc_type", "number", "issuing_body", "place", "issue_date") == (
        "thong_bao", "731/TB-UBND", "Ủy ban nhân dân tỉnh Lạng Sơn", "Lạng Sơn", "2021-12-13",
    )  # fmt: skip
    assert notice.facts["signer"] == {
        "authority": "TL. CHỦ TỊCH; KT. CHÁNH VĂN PHÒNG",
        "position": "PHÓ CHÁNH VĂN PHÒNG",
        "name": "Lộc Thị Thí Dụ",
    }
    assert len(notice.facts["recipients"]) == 6
    assert notice.facts["recipients"][-1] == "Lưu: VT, TH"


def test_notice_meeting(notice: Reading) -> None:
    assert pick(notice.facts, "meeting_form", "start", "end_or_duration", "venue_main", "replaces_invitation") == (
        "truc_tuyen", "2021-12-24T08:00", "01 buổi", "Hội trường Trung tâm Hội nghị tỉnh, tầng 2", True,
    )  # fmt: skip
    assert notice.facts["tiers"] == ["tinh", "huyen", "xa"]
    assert notice.facts["site_counts"] == {"tinh": 1, "huyen": 11, "xa": 200}
    assert [(group["tier"], len(group["items"])) for group in notice.facts["participants"]] == [
        ("tinh", 4), ("huyen", 2), ("xa", 2),
    ]  # fmt: skip


def test_notice_work(notice: Reading) -> None:
    assert [(task["assignee"], task["due"]) for task in notice.facts["tasks"]] == [
        ("Sở Nội vụ", "2021-12-20"),
        ("Sở Thông tin và Truyền thông", None),
        ("Công ty Điện lực Lạng Sơn", None),
        ("Ủy ban nhân dân các huyện, thành phố", None),
        ("Ủy ban nhân dân các huyện, thành phố", "2021-12-21T16:00"),
        ("Báo Lạng Sơn, Đài Phát thanh và Truyền hình tỉnh", None),
    ]
    assert notice.facts["rehearsals"] == ["2021-12-22T14:00", "2021-12-23T15:30"]
    assert [r["due"] for r in notice.facts["registration_deadlines"]] == ["2021-12-21T16:00"]
    assert len(notice.facts["materials"]) == 2
    assert notice.facts["press"] == ["Báo Lạng Sơn", "Đài Phát thanh và Truyền hình tỉnh"]
    assert [(c["name"], c["phone"], c["email"]) for c in notice.facts["contacts"]] == [
        (None, None, "hoinghi@langson.example.vn"),
        ("Nông Thị Minh Họa", "0900 000 001", None),
        ("Hoàng Văn Ví Dụ", "0900 000 002; 0900 000 003", None),
    ]
    assert notice.remarks == []


def test_plan() -> None:
    facts = read_file(EXAMPLES / "ke-hoach-so-ket.docx").facts
    assert pick(facts, "doc_type", "meeting_form", "start", "end_or_duration", "tiers", "site_counts") == (
        "ke_hoach", "ket_hop", "2021-06-16T07:30", "đến 11h30", ["tinh", "huyen"], {"huyen": 11},
    )  # fmt: skip
    assert [paper["assignee"] for paper in facts["papers"]] == [
        "Thường trực Hội đồng nhân dân huyện Bắc Sơn",
        "Thường trực Hội đồng nhân dân huyện Bình Gia",
        "Thường trực Hội đồng nhân dân thành phố Lạng Sơn",
    ]
    assert facts["paper_limits"] == {"pages": 3, "minutes": 7}
    assert [task["due"] for task in facts["tasks"]] == ["2021-06-04", "2021-06-09T17:00", "2021-06-14"]
    assert facts["rehearsals"] == ["2021-06-15T15:00"]


def test_invitation_of_two_tiers() -> None:
    facts = read_file(EXAMPLES / "giay-moi-hai-cap.txt").facts
    assert pick(facts, "doc_type", "start", "tiers", "site_counts", "rehearsals") == (
        "giay_moi", "2025-08-12T14:00", ["tinh", "xa"], {"xa": 65}, ["2025-08-12T08:30"],
    )  # fmt: skip
    assert [group["tier"] for group in facts["participants"]] == ["tinh", "xa"]
