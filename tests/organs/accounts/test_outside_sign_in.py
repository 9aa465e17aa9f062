"""Signing in with the office's own service, against a real OpenID Connect provider: only who was invited comes in."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from nhipcau.core.access import system
from nhipcau.core.config import config
from nhipcau.organs.accounts import second_step
from nhipcau.organs.accounts.accepting import do_accept
from nhipcau.organs.accounts.invitations import NewInvitation, do_invite, token_of
from nhipcau.organs.accounts.staff import do_suspend
from nhipcau.organs.models import Account, ExternalIdentity, Invitation, Unit
from tests.support.people import new_account
from tests.support.sign_in_service import SignInService

PEOPLE = {
    "u-thu": {"email": "Thu.Nong@tinh.example", "email_verified": True, "name": "Nông Văn Thử"},
    "u-moi": {"email": "moi.vi@tinh.example", "email_verified": True, "name": "Vi Thị Mới"},
    "u-chua-xac-minh": {"email": "thu.nong@tinh.example", "email_verified": False, "name": "Kẻ Mạo Danh"},
    "u-khong-thu": {"name": "Người Không Thư"},
}
SENTENCE = "ruộng bậc thang mùa nước đổ"


@pytest.fixture(scope="module")
def service() -> Iterator[SignInService]:
    with SignInService(PEOPLE).running() as running:
        yield running


@pytest.fixture(autouse=True)
def settings_name_it(service: SignInService, lang_son: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config(), "oidc_issuer", service.issuer)
    monkeypatch.setattr(config(), "oidc_client_id", "nhip-cau")


def invited(email: str = "", role: str = "unit_clerk") -> Invitation:
    unit = Unit.objects.get(code="185")
    return do_invite(system("test"), NewInvitation(unit.pk, role, email=email), uuid4().hex)


def sign_in(
    service: SignInService, subject: str, onward: str = "", browser: Client | None = None
) -> tuple[Client, Any]:
    browser = browser or Client()
    begun = browser.get(f"/login/oidc?next={onward}")
    assert begun.status_code == 302
    assert "code_challenge_method=S256" in begun.url
    assert "nonce=" in begun.url
    return browser, browser.get(service.sign_in(begun.url, subject))


def is_in(browser: Client) -> bool:
    return browser.get("/me").status_code == 200


def test_the_login_page_offers_it_only_where_the_settings_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'href="/login/oidc?next=' in Client().get("/login").content.decode()
    monkeypatch.setattr(config(), "oidc_issuer", "")
    assert "/login/oidc" not in Client().get("/login").content.decode()
    assert Client().get("/login/oidc").status_code == 404


def test_who_was_not_invited_gets_no_account(service: SignInService) -> None:
    before = Account.objects.count()
    for subject in ("u-moi", "u-khong-thu"):
        browser, answer = sign_in(service, subject)
        assert answer.status_code == 403
        assert "chưa được mời" in answer.content.decode()
        assert not is_in(browser)
    assert Account.objects.count() == before
    assert not ExternalIdentity.objects.exists()


def test_an_account_invited_by_that_address_is_found_once_verified_and_known_ever_after(
    service: SignInService, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = do_accept(token_of(invited("thu.nong@tinh.example")), "thu", "Nông Văn Thử", SENTENCE)
    impostor, answer = sign_in(service, "u-chua-xac-minh")
    assert answer.status_code == 403
    assert not is_in(impostor)
    browser, answer = sign_in(service, "u-thu", "/units")
    assert answer.url == "/units"
    assert is_in(browser)
    assert ExternalIdentity.objects.get().account == account
    Account.objects.filter(pk=account.pk).update(email="")
    assert is_in(sign_in(service, "u-thu")[0])


def test_an_address_nobody_was_invited_under_matches_no_account(service: SignInService, lang_son: Unit) -> None:
    stranger = new_account("administrator", lang_son)
    stranger.email = "thu.nong@tinh.example"  # typed by somebody, invited by nobody
    stranger.save()
    browser, answer = sign_in(service, "u-thu")
    assert answer.status_code == 403
    assert not is_in(browser)


def test_an_open_invitation_to_the_address_is_shown_and_taken_by_a_button_not_silently(service: SignInService) -> None:
    invitation = invited("moi.vi@tinh.example")
    browser, answer = sign_in(service, "u-moi")
    assert answer.url == f"/invite/{token_of(invitation)}"
    assert not Account.objects.filter(last_name="Vi Thị").exists()
    page = browser.get(answer.url).content.decode()
    assert "moi.vi@tinh.example" in page
    assert 'value="Vi Thị Mới"' in page
    assert browser.post(answer.url, {"verb": "outside", "name": "Vi Thị Mới"}).status_code == 302
    assert is_in(browser)
    account = Account.objects.get(last_name="Vi Thị")
    assert not account.has_usable_password()
    assert [(one.unit.code, one.role) for one in account.grants.all()] == [("185", "unit_clerk")]
    assert is_in(sign_in(service, "u-moi")[0])


def test_from_a_link_without_an_address_any_account_of_the_office_may_come_in(service: SignInService) -> None:
    link = f"/invite/{token_of(invited())}"
    browser, answer = sign_in(service, "u-khong-thu", link)
    assert answer.url == link
    assert browser.post(link, {"verb": "outside", "name": "Người Không Thư"}).status_code == 302
    assert is_in(browser)


def test_a_link_for_one_address_is_not_taken_by_another(service: SignInService) -> None:
    link = f"/invite/{token_of(invited('thu.nong@tinh.example'))}"
    browser, _ = sign_in(service, "u-moi", link)
    answer = browser.post(link, {"verb": "outside", "name": "Vi Thị Mới"})
    assert answer.status_code == 403
    assert "địa chỉ thư khác" in answer.content.decode()
    assert not ExternalIdentity.objects.exists()
    assert Client().post(link, {"verb": "outside", "name": "Không Ai"}).status_code == 422


def test_a_guarded_role_still_asks_for_the_second_step(service: SignInService) -> None:
    do_accept(token_of(invited("thu.nong@tinh.example", "operator")), "thu", "Nông Văn Thử", SENTENCE)
    browser, answer = sign_in(service, "u-thu")
    assert answer.url == "/login/second-step"
    assert not is_in(browser)


def test_a_suspended_account_stays_out(service: SignInService) -> None:
    account = do_accept(token_of(invited("thu.nong@tinh.example")), "thu", "Nông Văn Thử", SENTENCE)
    assert is_in(sign_in(service, "u-thu")[0])
    do_suspend(system("test"), account.pk)
    browser, answer = sign_in(service, "u-thu")
    assert answer.status_code == 403
    assert not is_in(browser)
    assert not second_step.is_set_up(account)


def test_an_answer_is_good_once_in_the_browser_that_asked_and_unchanged(service: SignInService) -> None:
    do_accept(token_of(invited("thu.nong@tinh.example")), "thu", "Nông Văn Thử", SENTENCE)
    browser = Client()
    back = service.sign_in(browser.get("/login/oidc").url, "u-thu")
    for other, address in ((Client(), back), (browser, back.replace("state=", "state=x"))):
        assert other.get(address).status_code == 403
        assert not is_in(other)
    browser = Client()
    back = service.sign_in(browser.get("/login/oidc").url, "u-thu")
    assert browser.get(back).status_code == 302
    assert Client().get(back).status_code == 403


def test_somebody_who_changes_his_mind_is_told_so(service: SignInService) -> None:
    browser = Client()
    answer = browser.get(service.deny(browser.get("/login/oidc").url))
    assert answer.status_code == 403
    assert "Chưa đăng nhập được" in answer.content.decode()


def test_a_service_that_is_down_lets_nobody_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config(), "oidc_issuer", "http://localhost:9")
    answer = Client().get("/login/oidc")
    assert answer.status_code == 503
    assert "không trả lời" in answer.content.decode()


def test_a_service_that_calls_itself_otherwise_than_the_settings_do_is_not_believed(
    service: SignInService, monkeypatch: pytest.MonkeyPatch
) -> None:
    do_accept(token_of(invited("thu.nong@tinh.example")), "thu", "Nông Văn Thử", SENTENCE)
    monkeypatch.setattr(config(), "oidc_issuer", service.issuer.replace("localhost", "LOCALHOST"))
    browser, answer = sign_in(service, "u-thu")
    assert answer.status_code == 403
    assert not is_in(browser)


def test_a_service_over_a_plain_line_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config(), "oidc_issuer", "http://dang-nhap.tinh.example")
    answer = Client().get("/login/oidc")
    assert answer.status_code == 503
    assert "https" in answer.content.decode()
