"""Files that take long to make: made once, by the worker, whole or not at all."""

import errno
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.core.processes import hold_pid_file
from nhipcau.documents.bundles import commands, files, making
from nhipcau.documents.models import Bundle
from nhipcau.journal import record
from nhipcau.journal.exports import STREAM
from nhipcau.organs.models import Unit
from tests.documents.bundles.making_things import KIND, Lines, registered
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.worker import work


@pytest.fixture
def maker(data_home: Path) -> Iterator[Lines]:
    shutil.rmtree(data_home / "bundles", ignore_errors=True)
    with registered(Lines()) as made:
        yield made


@pytest.fixture
def conference(lang_son: Unit) -> Conference:
    return make_conference(tiers=THREE_TIERS[:1])


@pytest.fixture
def actor(lang_son: Unit) -> Actor:
    return actor_for(new_account("organiser", lang_son))


def asked(actor: Actor, conference: Conference, **options: object) -> Bundle:
    return commands.do_request_bundle(actor, conference.pk, KIND, options)


def again(bundle: Bundle) -> Bundle:
    return Bundle.objects.get(pk=bundle.pk)


def test_the_worker_makes_it_and_it_is_whole(maker: Lines, conference: Conference, actor: Actor) -> None:
    bundle = asked(actor, conference)
    assert bundle.state == "queued"
    assert not files.path_of(bundle.pk).exists()
    work()
    made = again(bundle)
    assert (made.state, made.done, made.total, made.why) == ("ready", 4, 4, "")
    assert files.path_of(bundle.pk).read_text(encoding="utf-8").splitlines() == [f"{n} một" for n in range(4)]
    assert (made.bytes, made.sha256) == files.measured(bundle.pk)
    assert oct(files.path_of(bundle.pk).stat().st_mode)[-3:] == "600"
    kinds = [entry.kind for entry in record.read(conference.stream) if entry.kind.startswith("bundle.")]
    assert kinds == ["bundle.requested", "bundle.ready"]


def test_asked_for_twice_it_is_one_until_something_changes(maker: Lines, conference: Conference, actor: Actor) -> None:
    first = asked(actor, conference)
    assert asked(actor, conference).pk == first.pk
    work()
    assert asked(actor, conference).pk == first.pk
    maker.words = "hai"
    other = asked(actor, conference)
    assert other.pk != first.pk
    work()
    assert files.path_of(other.pk).read_text(encoding="utf-8").startswith("0 hai")


def test_one_of_a_kind_at_a_time(maker: Lines, conference: Conference, actor: Actor) -> None:
    asked(actor, conference)
    maker.words = "hai"
    with pytest.raises(Refusal, match="bundle_busy"):
        asked(actor, conference)
    assert Bundle.objects.count() == 1


def test_what_it_is_made_of_is_what_stands_when_it_is_begun(maker: Lines, conference: Conference, actor: Actor) -> None:
    bundle = asked(actor, conference)
    maker.words, maker.parts = "hai", 6
    work()
    made = again(bundle)
    assert made.digest == maker.digest(conference, {})
    assert (made.state, made.total, made.done) == ("ready", 6, 6)


def test_given_up_while_it_is_made_nothing_is_left(
    maker: Lines, conference: Conference, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_EVERY_SECONDS", 0)
    bundle = asked(actor, conference)
    seen: list[int] = []

    def cancel(number: int) -> None:
        seen.append(number)
        if number == 2:
            assert (again(bundle).state, again(bundle).done) == ("making", 2)
            commands.do_cancel_bundle(actor, bundle.pk)

    maker.between = cancel
    work()
    assert seen == [0, 1, 2]
    assert again(bundle).state == "cancelled"
    assert [one.name for one in files.folder().iterdir() if one.name.split(".")[0] == str(bundle.pk)] == [
        f"{bundle.pk}.lock"
    ]
    maker.between = lambda _n: None
    second = asked(actor, conference)
    work()
    assert again(second).state == "ready"


def test_a_full_disk_is_said_and_leaves_nothing(maker: Lines, conference: Conference, actor: Actor) -> None:
    def full(number: int) -> None:
        if number == 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    maker.between = full
    bundle = asked(actor, conference)
    work()
    assert (again(bundle).state, again(bundle).why) == ("failed", "disk_full")
    assert not files.path_of(bundle.pk).exists()
    assert not files.path_of(bundle.pk).with_name(f"{bundle.pk}.part").exists()


def test_without_room_it_is_not_even_queued(
    maker: Lines, conference: Conference, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LEAST_FREE", 1 << 62)
    with pytest.raises(Refusal, match="disk_full"):
        asked(actor, conference)
    assert not Bundle.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_makers_refusal_is_kept_in_its_words(maker: Lines, conference: Conference, actor: Actor) -> None:
    def refuse(_n: int) -> None:
        raise Refusal("bad_emblem", "Hình biểu trưng bị hỏng.", "Đưa lên tệp khác.")

    maker.between = refuse
    bundle = asked(actor, conference)
    work()
    assert (again(bundle).state, again(bundle).why) == ("failed", "Hình biểu trưng bị hỏng. Đưa lên tệp khác.")


def test_an_error_of_ours_is_said_and_it_can_be_asked_for_again(
    maker: Lines, conference: Conference, actor: Actor
) -> None:
    def fail(_n: int) -> None:
        raise ZeroDivisionError

    maker.between = fail
    bundle = asked(actor, conference)
    work()
    assert (again(bundle).state, again(bundle).why) == ("failed", "unexpected")
    maker.between = lambda _n: None
    second = asked(actor, conference)
    work()
    assert again(second).state == "ready"


def test_what_a_dead_worker_was_making_is_taken_up_again(maker: Lines, conference: Conference, actor: Actor) -> None:
    bundle = asked(actor, conference)
    DBTaskResult.objects.update(status="RUNNING")
    Bundle.objects.update(state="making", done=3, tries=1)
    files.path_of(bundle.pk).write_bytes(b"half")
    with hold_pid_file(files.lock_path(bundle.pk)):
        assert commands.do_take_up_again() == 0, "somebody is at it"
    assert commands.do_take_up_again() == 1
    assert again(bundle).state == "queued"
    assert commands.do_take_up_again() == 0
    work()
    assert again(bundle).state == "ready"
    assert files.path_of(bundle.pk).read_text(encoding="utf-8").startswith("0 một")


def test_a_task_lost_before_it_began_is_queued_again(maker: Lines, conference: Conference, actor: Actor) -> None:
    bundle = asked(actor, conference)
    DBTaskResult.objects.update(status="RUNNING")
    assert commands.do_take_up_again() == 0, "its worker may be about to begin"
    Bundle.objects.update(requested_at=clock.now() - timedelta(minutes=5))
    assert commands.do_take_up_again() == 1
    work()
    assert again(bundle).state == "ready"


def test_what_kills_its_worker_each_time_is_given_up(maker: Lines, conference: Conference, actor: Actor) -> None:
    bundle = asked(actor, conference)
    Bundle.objects.update(state="making", tries=commands.MOST_TRIES)
    assert commands.do_take_up_again() == 0
    assert (again(bundle).state, again(bundle).why) == ("failed", "lost")


def test_a_killed_process_leaves_its_lock_free(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    held = subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent(f"""
                from pathlib import Path
                from nhipcau.core.processes import hold_pid_file
                held = hold_pid_file(Path({str(lock)!r}))
                print("held", flush=True)
                input()
            """),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert held.stdout is not None
    assert held.stdout.readline() == b"held\n"
    held.kill()
    held.wait()
    hold_pid_file(lock).close()


def test_files_go_after_a_week_with_what_the_worker_noted(maker: Lines, conference: Conference, actor: Actor) -> None:
    bundle = asked(actor, conference)
    work()
    with clock.frozen(clock.now() + commands.KEPT - timedelta(hours=1)):
        assert commands.do_remove_old() == 0
    with clock.frozen(clock.now() + commands.KEPT + timedelta(hours=1)):
        assert commands.do_remove_old() == 1
    assert not Bundle.objects.exists()
    assert not list(files.folder().glob(f"{bundle.pk}*"))
    assert not DBTaskResult.objects.exists()


def test_the_row_and_its_task_stand_or_fall_together(maker: Lines, conference: Conference, actor: Actor) -> None:
    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        asked(actor, conference)
        raise Undone
    assert not Bundle.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_taking_personal_data_is_written_down_first(maker: Lines, conference: Conference, lang_son: Unit) -> None:
    maker.export = "packs"
    account = new_account("organiser", lang_son)
    bundle = asked(actor_for(account), conference)
    work()
    client = Client()
    client.force_login(account)
    answer = client.get(f"/bundles/{bundle.pk}/file")
    assert b"".join(answer.streaming_content).startswith(b"0 ")  # pyright: ignore[reportAttributeAccessIssue]
    assert answer["Content-Disposition"] == 'attachment; filename="dong.txt"'
    (entry,) = record.read(STREAM)
    assert (entry.data["what"], entry.data["rows"], entry.actor) == ("packs", 4, f"account:{account.pk}")
