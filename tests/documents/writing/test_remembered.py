"""What the last paper of a type had is proposed to the next one of the same organ, and stays editable."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from nhipcau.core import clock
from nhipcau.documents.writing.commands import do_initial, do_sign
from nhipcau.documents.writing.editing import do_save_block
from nhipcau.documents.writing.heading import do_set_head
from nhipcau.documents.writing.issuing import do_issue
from nhipcau.organs.models import Account
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.writing import clerk_of, keep_own_register, make_draft, make_organ

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)


@pytest.fixture
def office(lang_son):
    with clock.frozen(NOW):
        conference = make_conference(tiers=THREE_TIERS[:2])
        organ, actor = make_organ(lang_son), clerk_of(lang_son)
        keep_own_register(actor, organ)
        paper = make_draft(actor, conference, organ, "letter")
        do_set_head(actor, paper.pk, place="Chi Lăng", drafting_unit="KGVX", urgency="")
        block = paper.blocks.get(kind="recipients")
        do_save_block(actor, paper.pk, block.pk, f"{block.text}\n- Báo Thử Nghiệm (đưa tin);", block.revision)
        do_initial(actor, paper.pk)
        do_sign(actor, paper.pk, "tm_kt", "Phó Chủ tịch", "Lộc Văn Thử")
        issued = do_issue(actor, paper.pk)
    with clock.frozen(NOW + timedelta(hours=1)):
        yield conference, organ, actor, issued


def test_place_symbol_recipients_and_signer_come_from_the_last_paper_of_that_type(office):
    conference, organ, actor, issued = office
    draft = make_draft(actor, conference, organ, "letter")
    assert (draft.place, draft.drafting_unit) == ("Chi Lăng", "KGVX")
    assert "- Báo Thử Nghiệm (đưa tin);" in draft.blocks.get(kind="recipients").text
    client = Client()
    client.force_login(Account.objects.get(pk=int(actor.id)))
    assert f"theo {issued.notation}" in client.get(f"/written/{draft.pk}").content.decode()
    do_initial(actor, draft.pk)
    page = client.get(f"/written/{draft.pk}").content.decode()
    assert 'value="Lộc Văn Thử"' in page
    assert re.search(r'<option value="tm_kt"[^>]* selected>', page)


def test_another_type_and_another_organ_are_not_told(office, lang_son):
    conference, organ, actor, _issued = office
    other = make_organ(lang_son, kind="van_phong", name="Văn phòng Thử Nghiệm", abbreviation="VP")
    for draft in (make_draft(actor, conference, organ, "plan"), make_draft(actor, conference, other, "letter")):
        assert draft.place != "Chi Lăng"
        assert "Báo Thử Nghiệm" not in draft.blocks.get(kind="recipients").text
