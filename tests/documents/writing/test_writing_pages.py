"""The pages of a paper, as an office uses them without script."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from nhipcau.conferences.models import Conference
from nhipcau.conferences.plan import PlannedTrial
from nhipcau.core import clock
from nhipcau.documents.dispatch.commands import Chosen, do_dispatch
from nhipcau.documents.dispatch.recipients import proposed
from nhipcau.documents.models import Paper
from nhipcau.documents.writing.commands import do_initial, do_recall
from nhipcau.documents.writing.issuing import do_issue
from nhipcau.organs.models import Account
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.writing import keep_own_register, make_draft, make_organ, make_signed

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)
MOST_QUERIES = 40


@pytest.fixture(autouse=True)
def now():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def office(lang_son):
    conference = make_conference(tiers=THREE_TIERS[:2])
    account = new_account("administrator", lang_son)
    client = Client()
    client.force_login(account)
    return conference, make_organ(lang_son), actor_for(account), client


def test_a_paper_is_written_and_issued_through_its_pages(office):
    conference, organ, _actor, client = office
    page = client.get(f"/conferences/{conference.pk}/papers")
    assert "phát hành chậm nhất 21/12/2021" in page.content.decode()
    began = client.post(
        f"/conferences/{conference.pk}/papers", {"kind": "notice", "organ": organ.pk, "key": "one"}, follow=True
    )
    paper = Paper.objects.get(direction="written")
    assert "Ký nháy, trình ký" in began.content.decode()

    def step(**given):
        return client.post(f"/written/{paper.pk}/step", given, follow=True).content.decode()

    assert "Ghi nhận người đã ký" in step(act="initial")
    assert "Ghi số đã lấy trên eOffice" in step(
        act="sign", capacity="tm_kt", position="Phó Chủ tịch", name="Lộc Văn Thử"
    )
    assert "15/TB-UBND" in step(act="number", number="15", on="10/12/2021")
    assert "Đã phát hành 15/TB-UBND" in step(act="issue")
    file = client.get(f"/written/{paper.pk}/file/pdf")
    assert file.content.startswith(b"%PDF-")
    assert "15-TB-UBND.pdf" in file["Content-Disposition"]
    assert "Số: 15/TB-UBND" in client.get(f"/written/{paper.pk}/file/text").content.decode()


def test_two_people_edit_one_block_and_nobody_loses_a_word(office):
    conference, organ, actor, client = office
    paper = make_draft(actor, conference, organ)
    block = paper.blocks.get(kind="heading", text__contains="THỜI GIAN")
    url = f"/written/{paper.pk}/blocks/{block.pk}"
    other = Client()
    other.force_login(new_account("organiser", conference.host))
    assert other.post(url, {"text": "I. THỜI GIAN HỌP", "seen": "1"}).status_code == 302
    clash = client.post(url, {"text": "I. LÚC HỌP", "seen": "1"})
    said = clash.content.decode()
    assert clash.status_code == 409
    assert "I. THỜI GIAN HỌP" in said
    assert "I. LÚC HỌP" in said
    assert client.post(url, {"text": "I. LÚC HỌP", "seen": "2"}).status_code == 302
    block.refresh_from_db()
    assert (block.text, block.revision) == ("I. LÚC HỌP", 3)


def test_two_people_edit_two_blocks_and_both_are_kept(office):
    conference, organ, actor, client = office
    paper = make_draft(actor, conference, organ)
    first, second = paper.blocks.filter(kind="text")[:2]
    for one in (first, second):
        client.post(f"/written/{paper.pk}/blocks/{one.pk}", {"text": f"Khối {one.pk}", "seen": "1"})
    texts = list(paper.blocks.values_list("text", flat=True))
    assert f"Khối {first.pk}" in texts
    assert f"Khối {second.pk}" in texts


def test_a_script_saves_by_itself_and_hears_of_a_clash(office):
    conference, organ, actor, client = office
    paper = make_draft(actor, conference, organ)
    block = paper.blocks.filter(kind="text").first()
    url = f"/written/{paper.pk}/blocks/{block.pk}"
    assert client.post(url, {"text": "Một", "seen": "1", "autosave": "1"}).json() == {"revision": 2}
    clash = client.post(url, {"text": "Hai", "seen": "1", "autosave": "1"})
    assert (clash.status_code, clash.json()["text"]) == (409, "Một")


def test_blocks_are_added_moved_removed_and_it_is_all_taken_back(office):
    conference, organ, actor, client = office
    paper = make_draft(actor, conference, organ)

    def words():
        return [(one.kind, one.text) for one in paper.blocks.all()]

    was, first = words(), paper.blocks.first()
    client.post(f"/written/{paper.pk}/blocks", {"kind": "bases", "after": str(first.pk)})
    made = paper.blocks.get(kind="bases")
    assert words()[1] == ("bases", "")
    client.post(f"/written/{paper.pk}/blocks/{made.pk}", {"text": "Căn cứ Luật Thử", "seen": "1"})
    client.post(f"/written/{paper.pk}/blocks/{made.pk}", {"act": "up", "seen": "2"})
    assert words()[0] == ("bases", "Căn cứ Luật Thử")
    client.post(f"/written/{paper.pk}/blocks/{made.pk}", {"act": "remove", "seen": "2"})
    assert words() == was
    for _ in range(4):
        client.post(f"/written/{paper.pk}/undo")
    assert words() == was
    answer = client.post(f"/written/{paper.pk}/undo", follow=True)
    assert "Không còn lần sửa nào" in answer.content.decode()


def test_nobody_takes_back_what_somebody_else_wrote_over(office):
    conference, organ, actor, client = office
    paper = make_draft(actor, conference, organ)
    block = paper.blocks.filter(kind="text").first()
    url = f"/written/{paper.pk}/blocks/{block.pk}"
    client.post(url, {"text": "Một", "seen": "1"})
    other = Client()
    other.force_login(new_account("organiser", conference.host))
    other.post(url, {"text": "Hai", "seen": "2"})
    assert client.post(f"/written/{paper.pk}/undo").status_code == 409
    block.refresh_from_db()
    assert block.text == "Hai"


def test_a_fact_is_shown_as_it_is_now_until_it_is_freed(office):
    conference, organ, actor, client = office
    paper = make_draft(actor, conference, organ)
    Conference.objects.filter(pk=conference.pk).update(venue="Nhà văn hóa trung tâm")
    assert "Nhà văn hóa trung tâm" in client.get(f"/written/{paper.pk}").content.decode()
    block = paper.blocks.get(text__contains="{địa điểm}")
    client.post(f"/written/{paper.pk}/blocks/{block.pk}", {"act": "free", "text": block.text, "seen": "1"})
    Conference.objects.filter(pk=conference.pk).update(venue="Nơi khác")
    block.refresh_from_db()
    assert "Nhà văn hóa trung tâm" in block.text
    assert "{" not in block.text


def test_a_signed_paper_is_not_edited_and_says_so(office):
    conference, organ, actor, client = office
    paper = make_draft(actor, conference, organ)
    do_initial(actor, paper.pk)
    block = paper.blocks.first()
    answer = client.post(f"/written/{paper.pk}/blocks/{block.pk}", {"text": "khác", "seen": "1"})
    assert answer.status_code == 409
    assert "không còn là dự thảo" in answer.content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {"act": "number", "number": "mười"},
        {"act": "number", "number": "5", "on": "31/02/2021"},
        {"act": "number", "number": ""},
        {"act": "khác"},
    ],
)
def test_what_is_typed_wrongly_is_said_on_the_page(office, given):
    conference, organ, actor, client = office
    paper = make_signed(actor, conference, organ)
    assert client.post(f"/written/{paper.pk}/step", given).status_code == 422
    assert Paper.objects.get(pk=paper.pk).state == "signed"


def test_a_long_list_of_papers_is_paged_and_asks_little(office, django_assert_max_num_queries):
    conference, organ, actor, client = office
    for _ in range(60):
        make_draft(actor, conference, organ)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(f"/conferences/{conference.pk}/papers")
    assert "Trang 1/2" in page.content.decode()


def test_a_paper_of_many_sites_asks_little(lang_son, django_assert_max_num_queries):
    conference = make_conference()
    account: Account = new_account("administrator", lang_son)
    client = Client()
    client.force_login(account)
    paper = make_draft(actor_for(account), conference, make_organ(lang_son), "plan")
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(f"/written/{paper.pk}").status_code == 200


def test_names_with_signs_and_long_titles_are_set_as_they_are(office):
    conference, organ, actor, client = office
    title = "Hội nghị “thử” & <b>đậm</b> 'nháy' #let $x$ " + "rất dài " * 40
    Conference.objects.filter(pk=conference.pk).update(title=title[:1000], venue="Nhà A' & B < C")
    keep_own_register(actor, organ)
    paper = make_signed(actor, conference, organ)
    page = client.get(f"/written/{paper.pk}").content.decode()
    assert "<b>đậm</b>" not in page
    client.post(f"/written/{paper.pk}/step", {"act": "issue"})
    text = client.get(f"/written/{paper.pk}/file/text").content.decode()
    assert "& <b>đậm</b> 'nháy' #let $x$" in text
    assert "Nhà A' & B < C" in text


def test_a_trial_that_was_not_moved_with_the_day_is_warned_of_in_the_draft(office, lang_son):
    _conference, organ, actor, client = office
    trial = PlannedTrial(datetime(2021, 12, 8, 7, tzinfo=UTC))
    conference = make_conference("moved", tiers=THREE_TIERS[:2], rehearsals=(trial,))
    paper = make_draft(actor, conference, organ, "plan")
    assert "Còn ghi ngày đã qua: 08/12/2021" in client.get(f"/written/{paper.pk}").content.decode()
    with clock.frozen(datetime(2021, 12, 7, 2, tzinfo=UTC)):
        assert "Còn ghi ngày đã qua" not in client.get(f"/written/{paper.pk}").content.decode()


def test_each_way_to_sign_brings_the_position_that_goes_with_it(office):
    conference, organ, actor, client = office
    paper = make_draft(actor, conference, organ, "invitation")
    do_initial(actor, paper.pk)
    page = client.get(f"/written/{paper.pk}").content.decode()
    assert 'value="tl" data-position="CHÁNH VĂN PHÒNG"' in page
    assert 'value="tl_kt" data-position="PHÓ CHÁNH VĂN PHÒNG"' in page


def test_a_notice_that_recalls_a_paper_is_not_told_a_deadline_of_invitations(office):
    conference, organ, actor, client = office
    keep_own_register(actor, organ)
    paper = do_issue(actor, make_signed(actor, conference, organ, "invitation").pk)
    notice = do_recall(actor, paper.pk, "Ban hành nhầm", "thu-hoi")
    page = client.get(f"/written/{notice.pk}").content.decode()
    assert "thu hồi" in page
    assert "Phát hành chậm nhất" not in page


def test_nobody_is_called_to_acknowledge_a_recalled_paper(office):
    conference, organ, actor, client = office
    keep_own_register(actor, organ)
    paper = do_issue(actor, make_signed(actor, conference, organ, "invitation").pk)
    do_dispatch(actor, paper.pk, [Chosen(next(one for one in proposed(paper) if one.unit).key, "inbox")])
    assert "Gọi 1 nơi chưa tiếp nhận" in client.get(f"/written/{paper.pk}/dispatch").content.decode()
    do_recall(actor, paper.pk, "Ban hành nhầm", "thu-hoi")
    page = client.get(f"/written/{paper.pk}/dispatch").content.decode()
    assert "Văn bản đã thu hồi: báo cho các nơi đã nhận" in page
    assert "nơi chưa tiếp nhận</h2>" not in page
