"""Letters leave by a real mail server: once, in good form, again where it puts them off, and never where it refuses."""

import hashlib
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from django.db import transaction

from nhipcau.core import clock
from nhipcau.outbox import handlers, sender, service
from nhipcau.outbox.letters import File, queue
from nhipcau.outbox.models import MOST_ATTEMPTS, Content, Line, Message
from nhipcau.outbox.sender import LEASE, WAITS, Sender, wait_after
from tests.outbox.letters import letter, queued, state
from tests.support.smtp import PASSWORD, USER, Door, Way, certificate, mail_server, settings_for

pytestmark = pytest.mark.django_db


def later(**much: float) -> None:
    """As if that much time had passed for every letter."""
    for message in Message.objects.all():
        message.next_at -= timedelta(**much)
        message.queued_at -= timedelta(**much)
        message.tried_at = message.tried_at and message.tried_at - timedelta(**much)
        message.save()


def test_a_letter_arrives_as_it_was_written() -> None:
    pdf = File("Thông báo số 15.pdf", "application/pdf", b"%PDF-1.7 thu nghiem")
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
    moment = clock.now().replace(microsecond=0)
    with mail_server() as server, clock.frozen(moment):
        queued("thu-1", files=[pdf], calendar=calendar, reply_to="chuyenvien@tinh.example")
        assert Sender(settings_for(server.port)).look() == 1
    (got,) = server.letters
    assert got["Subject"].strip() == "Nhắc đăng ký điểm cầu: Hội nghị trực tuyến"
    assert got["From"] == "Văn phòng UBND tỉnh <hop@tinh.example>"
    assert got["To"] == "UBND xã Tân Thành <thu-1@xa.example>"
    assert got["Reply-To"] == "chuyenvien@tinh.example"
    assert got["Date"].datetime == moment
    assert got["Date"].datetime.utcoffset() == timedelta(hours=7)
    assert got["Message-ID"] == f"<{hashlib.sha256(b'thu-1').hexdigest()[:40]}@tinh.example>"
    body, first, second = got.iter_parts()
    assert body.get_content().splitlines() == letter().body.splitlines()
    assert (first.get_filename(), first.get_content()) == (pdf.name, pdf.data)
    assert second.get_content_type() == "text/calendar"
    assert second["Content-Type"].params["method"] == "REQUEST"
    sent = Message.objects.get()
    assert (sent.state, sent.sent_at, sent.attempts) == ("sent", moment, 1)


def test_one_paper_for_hundreds_is_kept_once() -> None:
    queued(*(f"thu-{n}" for n in range(30)), files=[File("a.pdf", "application/pdf", b"x" * 1000)])
    assert Content.objects.count() == 1
    with mail_server() as server:
        assert Sender(settings_for(server.port)).look() == 30
    assert server.connections == 1
    assert sorted(server.recipients) == sorted(f"thu-{n}@xa.example" for n in range(30))


def test_the_same_letter_is_queued_once() -> None:
    assert len(queued("thu-1", "thu-2")) == 2
    assert [one.key for one in queued("thu-1", "thu-3")] == ["thu-3"]
    assert Message.objects.count() == 3


@pytest.mark.parametrize("field", ["subject", "to_name"])
def test_nobody_writes_headers_of_his_own(field: str) -> None:
    queued("thu-1", **{field: "Giấy mời\r\nBcc: ke.gian@xau.example\u2028X-Thu: 1"})
    with mail_server() as server:
        Sender(settings_for(server.port)).look()
    (got,) = server.letters
    assert got["Bcc"] is None
    assert got["X-Thu"] is None
    assert server.recipients == ["thu-1@xa.example"]


@pytest.mark.parametrize(
    "address", ["", "a", "a@", "a@b c", "a@xa.example\nBcc: x@y.example", "a@xa.example, b@xa.example"]
)
def test_what_is_no_address_is_never_queued(address: str) -> None:
    with pytest.raises(ValueError, match="no address"), transaction.atomic():
        queue([letter(to=address)])
    assert not Message.objects.exists()


def test_a_refused_recipient_fails_with_the_servers_words_and_the_others_go_on() -> None:
    queued("thu-1", "thu-2", "thu-3")
    with mail_server() as server:
        server.recipient = lambda address: "550 5.1.1 No such user here" if address.startswith("thu-2") else None
        assert Sender(settings_for(server.port)).look() == 2
        later(days=2)
        assert Sender(settings_for(server.port)).look() == 0
    refused = Message.objects.get(key="thu-2")
    assert (refused.state, refused.attempts) == ("failed", 1)
    assert refused.last_error == "Máy chủ thư từ chối địa chỉ này: 550 5.1.1 No such user here"
    assert [state("thu-1"), state("thu-3")] == ["sent", "sent"]


def test_a_letter_put_off_is_sent_again_but_not_at_once() -> None:
    queued("thu-1")
    asked: list[str] = []

    def greylisted(address: str) -> str | None:
        asked.append(address)
        return "451 4.7.1 Try again later" if len(asked) == 1 else None

    with mail_server() as server:
        server.recipient = greylisted
        mine = Sender(settings_for(server.port))
        assert mine.look() == 0
        waiting = Message.objects.get()
        assert (waiting.state, waiting.last_error) == (
            "queued",
            "Máy chủ thư hẹn gửi lại sau: 451 4.7.1 Try again later",
        )
        assert mine.look() == 0
        assert len(asked) == 1
        later(seconds=61)
        assert mine.look() == 1
    assert Message.objects.get().last_error == ""


def test_a_connection_dropped_in_the_middle_costs_no_letter() -> None:
    queued("thu-1", "thu-2", "thu-3")
    with mail_server() as server:
        server.ways["thu-2@xa.example"] = iter([Way.RESET_AT_DATA])
        mine = Sender(settings_for(server.port))
        assert mine.look() == 2
        assert server.connections == 2
        assert state("thu-2") == "queued"
        assert "Đứt kết nối" in Message.objects.get(key="thu-2").last_error
        later(minutes=1)
        assert mine.look() == 1
    assert sorted(server.recipients) == [f"thu-{n}@xa.example" for n in (1, 2, 3)]


def test_a_silent_server_is_left_alone_after_a_while() -> None:
    queued("thu-1")
    with mail_server() as server:
        server.doors = iter([Door.SILENT])
        assert Sender(settings_for(server.port), timeout=0.3).look() == 0
    assert state("thu-1") == "queued"


def test_a_server_that_is_not_there_is_no_fault_of_the_letters() -> None:
    queued("thu-1", "thu-2")
    with mail_server() as server:
        port = server.port
    mine = Sender(settings_for(port))
    assert mine.look() == 0
    first = Message.objects.get(key="thu-1")
    assert (first.state, first.attempts) == ("queued", 0)
    assert first.last_error.startswith(f"Chưa nối được máy chủ thư 127.0.0.1:{port}")
    assert Message.objects.get(key="thu-2").last_error == ""  # it was not tried
    mine.look()  # within the pause nothing is tried at all
    assert Message.objects.filter(tried_at=None).count() == 1


def test_after_five_days_a_letter_has_failed() -> None:
    queued("thu-1")
    with mail_server() as server:
        server.recipient = lambda _: "451 later"
        mine = Sender(settings_for(server.port))
        mine.look()
        later(days=6)
        mine.look()
    assert Message.objects.get().last_error.startswith("Đã thử trong 5 ngày mà chưa được")
    assert state("thu-1") == "failed"


def test_a_letter_that_is_of_no_use_any_more_is_not_sent() -> None:
    due = clock.now()
    queued("thu-1", useless_after=due)
    with mail_server() as server, clock.frozen(due + timedelta(seconds=1)):
        assert Sender(settings_for(server.port)).look() == 0
    assert server.letters == []
    assert Message.objects.get().last_error.startswith("Không gửi nữa vì đã quá")


def test_no_more_letters_leave_in_a_minute_than_the_settings_say() -> None:
    queued(*(f"thu-{n}" for n in range(5)))
    with mail_server() as server:
        mine = Sender(settings_for(server.port, smtp_per_minute=2))
        assert [mine.look(), mine.look()] == [2, 0]
        later(minutes=1)
        assert mine.look() == 2


def test_starttls_and_the_password(tmp_path: Path) -> None:
    file, context = certificate(tmp_path)
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "smtp_password").write_text(f"{PASSWORD}\n")
    queued("thu-1")
    with mail_server(context, sign_in=True) as server:
        secured = {"smtp_security": "starttls", "smtp_user": USER, "home": tmp_path}
        Sender(settings_for(server.port, **secured)).look()
        assert "Không tin được chứng chỉ" in Message.objects.get().last_error
        Line.objects.update(next_at=clock.now())
        assert Sender(settings_for(server.port, smtp_certificate=str(file), **secured)).look() == 1
        assert server.encrypted == [True]


def test_tls_from_the_start(tmp_path: Path) -> None:
    file, context = certificate(tmp_path)
    queued("thu-1")
    with mail_server(context, from_the_start=True) as server:
        settings = settings_for(server.port, smtp_security="tls", smtp_certificate=str(file))
        assert Sender(settings).look() == 1
    assert server.recipients == ["thu-1@xa.example"]


def test_a_server_without_starttls_is_never_written_to_in_the_clear() -> None:
    queued("thu-1")
    with mail_server() as server:
        assert Sender(settings_for(server.port, smtp_security="starttls")).look() == 0
    assert server.letters == []
    assert "không có cách bảo mật đã đặt" in Message.objects.get().last_error


def test_a_wrong_password_is_said_and_keeps_every_letter(tmp_path: Path) -> None:
    file, context = certificate(tmp_path)
    queued("thu-1")
    with mail_server(context, sign_in=True) as server:
        secured = {"smtp_security": "starttls", "smtp_user": USER, "home": tmp_path, "smtp_certificate": str(file)}
        (tmp_path / "secrets").mkdir()
        (tmp_path / "secrets" / "smtp_password").write_text("sai")
        Sender(settings_for(server.port, **secured)).look()
    waiting = Message.objects.get()
    assert (waiting.state, waiting.attempts) == ("queued", 0)
    assert "không nhận tên và mật khẩu: 535" in waiting.last_error


def test_without_a_server_letters_are_held() -> None:
    with transaction.atomic():
        queue([letter("thu-1")])
    assert state("thu-1") == "held"
    queued("thu-2")
    assert state("thu-2") == "queued"
    Sender(settings_for(0, smtp_host="")).look()
    assert state("thu-2") == "held"


def test_a_sender_that_died_with_a_letter_in_hand_is_followed_by_another() -> None:
    queued("thu-1")
    assert sender.claim() is not None
    with mail_server() as server:
        mine = Sender(settings_for(server.port))
        assert mine.look() == 0  # it may still be at work
        later(seconds=LEASE.total_seconds() + 1)
        assert mine.look() == 1


def test_waiting_grows_and_is_never_the_same_for_all() -> None:
    assert list(WAITS) == sorted(WAITS)
    assert len(WAITS) == MOST_ATTEMPTS - 1
    for attempts, most in enumerate(WAITS, 1):
        waits = [wait_after(attempts) for _ in range(50)]
        assert most / 2 <= min(waits) < max(waits) <= most


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(handlers, "_handlers", {})
    handlers.on_result("test", lambda message: told.append((message.key, message.state)))
    return told


def test_who_asked_for_letters_hears_once_how_each_ended(heard: list[tuple[str, str]]) -> None:
    queued("thu-1", "thu-2")
    queued("khac", kind="of-nobody")
    with mail_server() as server:
        server.recipient = lambda address: "550 no" if address.startswith("thu-2") else None
        mine = Sender(settings_for(server.port))
        mine.look()
        mine.look()
    assert heard == [("thu-1", "sent"), ("thu-2", "failed")]
    assert not Message.objects.filter(told_at=None).exists()


def test_what_a_handler_wrote_before_it_failed_is_undone_and_it_hears_again(heard: list[tuple[str, str]]) -> None:
    broken = [True]

    def note(message: Message) -> None:
        queue([letter("da-ghi")])
        if broken:
            raise RuntimeError("the first time it fails")

    handlers.on_result("test", note)
    queued("thu-1")
    with mail_server() as server:
        mine = Sender(settings_for(server.port))
        mine.look()
        assert state("thu-1") == "sent"
        assert not Message.objects.filter(key="da-ghi").exists()
        broken.clear()
        mine.look()
        assert not Message.objects.filter(key="da-ghi").exists()  # not before a minute has passed
        later(minutes=1)
        mine.look()
    assert Message.objects.filter(key="da-ghi").exists()
    assert len(server.letters) == 1


def test_jobs_of_the_clock_run_and_one_that_fails_keeps_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    monkeypatch.setattr(handlers, "_jobs", {})

    def broken() -> None:
        raise RuntimeError

    handlers.on_minute("broken", broken)
    handlers.on_minute("good", lambda: ran.append("good"))
    service.run_jobs()
    assert ran == ["good"]


def test_a_pause_that_was_made_while_the_clock_was_ahead_ends_when_it_is_right() -> None:
    now = clock.now()
    with mail_server() as server:
        sender = Sender(settings_for(1))  # nobody listens there
        with clock.frozen(now + timedelta(days=3000)):
            queued("mot")
            sender.look()
        sender._settings = settings_for(server.port)
        with clock.frozen(now):
            sender.look()
    assert state("mot") == "sent"


def test_what_ended_while_the_clock_was_ahead_is_told_when_it_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setitem(handlers._handlers, "test", lambda message: told.append(message.key))
    now = clock.now()
    with clock.frozen(now + timedelta(days=3000)):
        queued("mot")
        Message.objects.update(state="failed", next_at=clock.now())
    with clock.frozen(now):
        sender.tell_results()
    assert told == ["mot"]


def test_what_is_done_once_a_minute_is_done_again_when_the_clock_is_set_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[int] = []
    monkeypatch.setattr(service, "run_jobs", lambda: done.append(1))
    now, minutely = clock.now(), service.Service(settings_for(1), Event())
    for moment in (now + timedelta(days=3000), now, now + timedelta(seconds=30), now + timedelta(seconds=61)):
        with clock.frozen(moment):
            minutely.look()
    assert len(done) == 3
