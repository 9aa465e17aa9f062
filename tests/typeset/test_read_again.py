"""What is written is read again by our own reader, from every form, and says the same."""

import dataclasses

import pytest

from nhipcau.documents.intake import Reading, read_bytes, read_text
from nhipcau.typeset import Paper, Profile, profile_by_id, render_docx, render_pdf, render_text
from nhipcau.typeset.model import Kind, Notation, System
from tests.typeset.papers import paper


def by_text(written: Paper, profile: Profile) -> Reading:
    return read_text(render_text(written, profile))


def by_pdf(written: Paper, profile: Profile) -> Reading:
    return read_bytes(render_pdf(written, profile), "van-ban.pdf")


def by_word(written: Paper, profile: Profile) -> Reading:
    return read_bytes(render_docx(written, profile), "van-ban.docx")


@pytest.mark.parametrize("read", [by_text, by_pdf, by_word])
@pytest.mark.parametrize(
    ("kind", "doc_type", "symbol"),
    [
        (Kind.PLAN, "ke_hoach", "KH-UBND"),
        (Kind.NOTICE, "thong_bao", "TB-UBND"),
        (Kind.INVITATION, "giay_moi", "GM-UBND"),
    ],
)
def test_a_paper_of_the_state(read, kind: Kind, doc_type: str, symbol: str) -> None:  # one of the three above
    written = dataclasses.replace(paper(kind), notation=Notation(symbol, "5"))
    facts = read(written, profile_by_id("nd30-2020")).facts
    assert facts["doc_type"] == doc_type
    assert facts["number"] == f"05/{symbol}"
    assert facts["issuing_body"] == "Ủy ban nhân dân tỉnh Hòa Phú"
    assert facts["issue_date"] == "2026-09-08"
    assert facts["subject"] == "Tổ chức Hội nghị trực tuyến toàn tỉnh sơ kết công tác 9 tháng đầu năm 2026"
    assert facts["start"] == "2026-09-15T08:00"
    assert facts["signer"]["name"] == "Nguyễn Thị Hòa"
    assert facts["recipients"][0] == "Thường trực Tỉnh ủy (b/c)"
    assert facts["recipients"][-1] == "Lưu: VT, KGVX"


@pytest.mark.parametrize("read", [by_text, by_pdf, by_word])
def test_a_letter(read) -> None:  # one of the three above
    facts = read(paper(Kind.LETTER), profile_by_id("nd30-2020")).facts
    assert facts["doc_type"] == "cong_van"
    assert facts["number"] == "127/UBND-KGVX"
    assert facts["subject"] == "bảo đảm các điều kiện phục vụ Hội nghị trực tuyến toàn tỉnh"
    assert {task["assignee"] for task in facts["tasks"]} >= {"Sở Khoa học và Công nghệ", "Công ty Điện lực Hòa Phú"}


@pytest.mark.parametrize("read", [by_text, by_pdf, by_word])
@pytest.mark.parametrize("profile", ["hd36-2018", "hd05-2026"])
def test_a_call_of_the_party(read, profile: str) -> None:  # one of the three above
    written = dataclasses.replace(paper(Kind.PARTY_CALL, System.PARTY), notation=Notation("GM/TU", "5"))
    facts = read(written, profile_by_id(profile)).facts
    assert facts["doc_type"] == "giay_moi"
    assert facts["number"] == "05-GM/TU"
    assert facts["signer"] == {"authority": "T/M BAN THƯỜNG VỤ", "position": "PHÓ BÍ THƯ", "name": "Trần Văn Phú"}
    assert facts["start"] == "2026-09-15T08:00"
