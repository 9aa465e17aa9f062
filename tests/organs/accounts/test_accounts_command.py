"""At the server itself: a link for the first administrator, and a way in for one who lost phone and paper."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from typer.testing import CliRunner

from nhipcau.cli import app
from nhipcau.organs import example
from nhipcau.organs.accounts import second_step
from nhipcau.organs.models import Account, Invitation, SecondStep, Unit

SENTENCE = "ruộng bậc thang mùa nước đổ"


def test_a_link_is_printed_that_opens(lang_son: Unit) -> None:
    said = CliRunner().invoke(app, ["invite", "20", "--email", "quan.tri@tinh.example"])
    assert said.exit_code == 0
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.unit, invitation.made_by) == ("administrator", lang_son, None)
    page = Client().get(urlsplit(said.output.strip()).path)
    assert page.status_code == 200
    assert "Tỉnh Lạng Sơn" in page.content.decode()


@pytest.mark.parametrize(("words", "said"), [(["99"], "Không có đơn vị"), (["20", "king"], "Chưa chọn vai trò")])
def test_what_there_is_not_is_refused(lang_son: Unit, words: list[str], said: str) -> None:
    answer = CliRunner().invoke(app, ["invite", *words])
    assert answer.exit_code == 3
    assert said in answer.output
    assert not Invitation.objects.exists()


def test_a_new_password_may_take_the_lost_phone_away(lang_son: Unit) -> None:
    CliRunner().invoke(app, ["password", example.USERNAME, "--stdin"], input=f"{SENTENCE}\n")
    account = Account.objects.get(username=example.USERNAME)
    second_step.do_begin_set_up(account)
    command = ["password", example.USERNAME, "--stdin"]
    assert CliRunner().invoke(app, command, input=f"{SENTENCE} hai\n").exit_code == 0
    assert SecondStep.objects.exists()
    assert CliRunner().invoke(app, [*command, "--lost-phone"], input=f"{SENTENCE} ba\n").exit_code == 0
    assert not SecondStep.objects.exists()
