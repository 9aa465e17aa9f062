"""`nhipcau doctor` on the mail server, in plain words."""

from pathlib import Path

import pytest

from nhipcau.core.findings import Finding
from nhipcau.outbox.doctor import examine
from tests.support.smtp import PASSWORD, USER, certificate, mail_server, settings_for


def said(port: int = 1, **changes: object) -> list[Finding]:
    return list(examine(settings_for(port, **changes)))


def test_no_server_is_no_fault_but_half_a_setting_is() -> None:
    assert [one.good for one in said(smtp_host="", smtp_sender="")] == [True]
    (half,) = said(smtp_host="")
    assert not half.good
    assert "NHIPCAU_SMTP_HOST" in half.text


def test_a_server_that_answers_is_named() -> None:
    with mail_server() as server:
        (one,) = said(server.port)
    assert one.good
    assert "nhận kết nối" in one.text
    assert server.letters == []


def test_a_server_that_is_not_there_is_said_with_what_to_do() -> None:
    with mail_server() as server:
        pass
    (one,) = said(server.port)
    assert not one.good
    assert "Chưa nối được máy chủ thư" in one.text
    assert one.advice


@pytest.mark.parametrize("password", [PASSWORD, "sai", ""])
def test_the_password_is_tried_and_never_shown(tmp_path: Path, password: str) -> None:
    file, context = certificate(tmp_path)
    (tmp_path / "secrets").mkdir()
    if password:
        (tmp_path / "secrets" / "smtp_password").write_text(password)
    with mail_server(context, sign_in=True) as server:
        found = said(server.port, smtp_security="starttls", smtp_user=USER, home=tmp_path, smtp_certificate=str(file))
    words = " ".join(one.text + one.advice for one in found)
    assert ("nhận kết nối" in words) == (password == PASSWORD)
    assert ("Chưa có mật khẩu" in words) == (not password)
    assert ("chmod 600" in words) is True  # it was written readable for others, or must be written at all
    assert PASSWORD not in words


def test_an_unencrypted_way_across_the_network_is_said() -> None:
    found = said(9, smtp_host="192.0.2.1.invalid")
    assert any("không được mã hóa" in one.text for one in found)


def test_a_sender_that_is_no_address_is_said() -> None:
    assert [one.good for one in said(smtp_sender="Văn phòng")] == [False]
