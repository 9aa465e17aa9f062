"""What is written here is read by our own reader, which finds the same facts: in plain text, in Word and in PDF."""

from datetime import UTC, date, datetime, time

import pytest

from nhipcau.conferences.plan import (
    PlannedContact,
    PlannedDeadline,
    PlannedParticular,
    PlannedTask,
    PlannedTrial,
)
from nhipcau.core import clock
from nhipcau.documents import intake
from nhipcau.documents.writing.commands import do_initial, do_sign
from nhipcau.documents.writing.issuing import do_issue
from tests.support.conferences import make_conference
from tests.support.scenes import scene
from tests.support.writing import clerk_of, keep_own_register, make_draft, make_organ

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)
FACTS = {
    "issuing_body": "Ủy ban nhân dân tỉnh Lạng Sơn",
    "place": "Lạng Sơn",
    "issue_date": "2021-12-10",
    "meeting_title": "Hội nghị trực tuyến ba cấp tổng kết công tác năm 2021",
    "meeting_form": "truc_tuyen",
    "site_counts": {"tinh": 1, "huyen": 11, "xa": 200},
    "start": "2021-12-24T08:00",
    "venue_main": "Hội trường tầng 2, trụ sở Ủy ban nhân dân tỉnh",
    "rehearsals": ["2021-12-22T14:00", "2021-12-23T15:30"],
    "signer": {
        "authority": "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH",
        "position": "PHÓ CHỦ TỊCH",
        "name": "Lộc Văn Thử",
    },
}
TASKS = [
    ("Sở Thông tin và Truyền thông", "2021-12-23"),
    ("Công ty Điện lực Lạng Sơn", None),
    ("Sở Nội vụ", "2021-12-20"),
]


@pytest.fixture(autouse=True)
def now():
    with clock.frozen(NOW):
        yield


@scene
@clock.frozen(NOW)
def office(lang_son):
    conference = make_conference(
        duration="01 buổi",
        tasks=(
            PlannedTask("Sở Thông tin và Truyền thông", "kiểm tra đường truyền đến các điểm cầu", date(2021, 12, 23)),
            PlannedTask("Công ty Điện lực Lạng Sơn", "bảo đảm nguồn điện cho các điểm cầu"),
            PlannedTask("Sở Nội vụ", "chuẩn bị báo cáo trình bày tại hội nghị", date(2021, 12, 20)),
        ),
        rehearsals=(
            PlannedTrial(datetime(2021, 12, 22, 7, tzinfo=UTC)),
            PlannedTrial(datetime(2021, 12, 23, 8, 30, tzinfo=UTC)),
        ),
        contacts=(
            PlannedContact("Vi Thị Thử", "chuyên viên Văn phòng", "0200 000 001"),
            PlannedContact("Lý Văn Ví Dụ", "cán bộ kỹ thuật", "0200 000 002"),
        ),
        deadlines=(PlannedDeadline("Gửi danh sách đại biểu", date(2021, 12, 21), time(16, 0)),),
        particulars=(
            PlannedParticular("participant", "Lãnh đạo Ủy ban nhân dân tỉnh", "tinh"),
            PlannedParticular("participant", "Giám đốc các sở, ngành", "tinh"),
            PlannedParticular("participant", "Chủ tịch Ủy ban nhân dân huyện, thành phố", "huyen"),
            PlannedParticular("participant", "Chủ tịch Ủy ban nhân dân xã, phường, thị trấn", "xa"),
            PlannedParticular("recipient", "Các sở, ban, ngành"),
            PlannedParticular("recipient", "Ủy ban nhân dân các huyện, thành phố"),
        ),
    )
    organ, actor = make_organ(lang_son), clerk_of(lang_son)
    keep_own_register(actor, organ)
    return conference, organ, actor


def issued(office, kind):
    conference, organ, actor = office
    paper = make_draft(actor, conference, organ, kind)
    do_initial(actor, paper.pk)
    do_sign(actor, paper.pk, "tm_kt", "Phó Chủ tịch", "Lộc Văn Thử")
    return do_issue(actor, paper.pk)


def named(facts):
    """The tasks of the bodies named; what everybody is to send by its day is read as a task as well."""
    names = {name for name, _due in TASKS}
    return [(one["assignee"], one["due"]) for one in facts["tasks"] if one["assignee"] in names]


@pytest.mark.parametrize(("kind", "doc_type"), [("notice", "thong_bao"), ("plan", "ke_hoach")])
@pytest.mark.parametrize("form", ["text", "docx", "pdf"])
def test_the_reader_finds_the_facts_again(office, kind, doc_type, form):
    paper = issued(office, kind)
    data = bytes(paper.files.get(form=form).data)
    name = {"text": "a.txt", "docx": "a.docx", "pdf": "a.pdf"}[form]
    facts = intake.read_bytes(data, name).facts
    assert {key: facts[key] for key in FACTS} == FACTS
    assert (facts["doc_type"], facts["number"]) == (doc_type, paper.notation)
    assert named(facts) == TASKS
    assert [one["phone"] for one in facts["contacts"]] == ["0200 000 001", "0200 000 002"]
    assert [one["due"] for one in facts["registration_deadlines"]] == ["2021-12-21T16:00"]
    assert {one["tier"]: len(one["items"]) for one in facts["participants"]} == {"tinh": 2, "huyen": 1, "xa": 1}
    assert [one for one in facts["recipients"] if not one.startswith("Như")][:2] == [
        "Các sở, ban, ngành",
        "Ủy ban nhân dân các huyện, thành phố",
    ]
    assert facts["replaces_invitation"] is (kind == "notice")


@pytest.mark.parametrize("form", ["text", "docx", "pdf"])
def test_the_reader_finds_an_invitation_again(office, form):
    paper = issued(office, "invitation")
    name = {"text": "a.txt", "docx": "a.docx", "pdf": "a.pdf"}[form]
    facts = intake.read_bytes(bytes(paper.files.get(form=form).data), name).facts
    wanted = ("issuing_body", "issue_date", "meeting_title", "start", "venue_main", "site_counts", "signer")
    assert {key: facts[key] for key in wanted} == {key: FACTS[key] for key in wanted}
    assert (facts["doc_type"], facts["number"]) == ("giay_moi", paper.notation)


def test_each_addressee_of_a_letter_has_its_own_requests(office):
    paper = issued(office, "letter")
    facts = intake.read_text(paper.text).facts
    assert facts["doc_type"] == "cong_van"
    assert named(facts) == TASKS
    for name, _due in TASKS:
        assert f"- {name}" in paper.text.split("Ủy ban nhân dân tỉnh Lạng Sơn tổ chức")[0]
