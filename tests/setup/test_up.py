"""`nhipcau up` as a whole: what it refuses, what it survives, what it leaves behind."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from nhipcau.media import progress
from nhipcau.media.up import pid_path
from nhipcau.organs import example
from tests.support.stack import Stack, wait_until

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with Stack(first_start=True) as running:
        yield running


def refusal_of(stack: Stack, **environment: str) -> str:
    """What a start that is refused says; it must end by itself and not with 0."""
    ran = subprocess.run(
        [sys.executable, "-m", "nhipcau", "up"],
        env={**stack.environment, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 3, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_health_names_version_database_and_engine(stack: Stack) -> None:
    health = stack.health()
    assert health is not None
    assert (health["status"], health["version"], health["database"]) == ("ok", "0.1.0", "sqlite")
    assert health["engine"] == {"name": "livekit", "version": "1.13.5", "up": True}


def test_the_start_prints_the_address_and_the_example_account(stack: Stack) -> None:
    said = stack.wait_for(lambda: "Ctrl-C" in stack.log(400) and stack.log(400), 20, "announcement")
    assert f"http://127.0.0.1:{stack.ports.web}/" in said
    assert f"{example.USERNAME} / {example.PASSWORD}" in said


def test_no_secret_is_ever_logged(stack: Stack) -> None:
    secrets = [path.read_text(encoding="ascii").strip() for path in (stack.home / "secrets").iterdir()]
    assert len(secrets) >= 2
    assert all(len(secret) >= 32 and secret not in stack.log(10_000) for secret in secrets)
    modes = {path.stat().st_mode & 0o777 for path in (stack.home / "secrets").iterdir()}
    assert modes == {0o600}
    assert (stack.home / "engine" / "livekit.yaml").stat().st_mode & 0o777 == 0o600


def test_a_second_start_on_the_same_folder_is_refused(stack: Stack) -> None:
    said = refusal_of(stack)
    assert str(stack.home) in said
    assert "đang chạy" in said
    assert stack.engine_is_up()


def test_a_taken_port_is_named(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> None:
    other_home = tmp_path_factory.mktemp("home")
    said = refusal_of(stack, NHIPCAU_HOME=str(other_home))
    assert f"Cổng {stack.ports.web} " in said
    assert f"PORT={stack.ports.web + 1}" in said


def test_a_taken_engine_port_is_named(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = refusal_of(stack, NHIPCAU_HOME=str(tmp_path_factory.mktemp("home")), NHIPCAU_PORT=str(port))
    assert f"Cổng {stack.ports.engine} " in said


def test_a_setting_that_makes_no_sense_is_named(stack: Stack) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "nhipcau", "up"],
        env={**stack.environment, "NHIPCAU_ADMISSION_PER_SECOND": "nhanh"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 2
    assert "admission_per_second" in ran.stderr.lower()


def test_the_published_password_is_refused_beyond_loopback(tmp_path_factory: pytest.TempPathFactory) -> None:
    stack = Stack({"NHIPCAU_BIND": "0.0.0.0"})
    try:
        said = refusal_of(stack)
        assert example.USERNAME in said
        assert f"nhipcau password {example.USERNAME}" in said
        assert example.PASSWORD not in said
        assert stack.health() is None

        stack.manage("password", example.USERNAME, "--stdin", stdin="mot-mat-khau-rieng-2026\n")
        stack.start()
        stack.wait_for_page()
        assert example.PASSWORD not in stack.log(1000)
    finally:
        stack.close()


def test_a_killed_engine_returns_at_the_same_address(stack: Stack) -> None:
    former = stack.kill("engine")
    stack.wait_for_restart("engine", former)
    stack.wait_for_engine()


def test_a_killed_sender_of_letters_returns(stack: Stack) -> None:
    stack.wait_for(lambda: pid_path(stack.settings, "outbox").exists(), 20, "outbox")
    former = stack.kill("outbox")
    stack.wait_for_restart("outbox", former)


def test_a_killed_web_server_leaves_the_engine_running(stack: Stack) -> None:
    engine = stack.pid("engine")
    former = stack.kill("web")
    stack.wait_for_restart("web", former)
    stack.wait_for_page()
    assert stack.pid("engine") == engine
    assert is_alive(engine)


def test_without_an_engine_the_pages_are_served_and_say_so() -> None:
    stack = Stack({"NHIPCAU_ENGINE_BINARY": "/no/such/livekit-server"})
    try:
        stack.start()
        stack.wait_for_page()
        health = stack.health()
        assert health is not None
        assert health["engine"] == {"name": "livekit", "version": None, "up": False}
        stack.wait_for(lambda: "/no/such/livekit-server" in stack.log(), 20, "the reason in the log")
    finally:
        stack.close()


def test_an_engine_that_dies_at_its_start_leaves_the_pages_served() -> None:
    stack = Stack({"NHIPCAU_ENGINE_BINARY": "/bin/false"})
    try:
        stack.start()
        stack.wait_for_page()
        stack.wait_for(lambda: "engine    │ đã dừng (mã 1)" in stack.log(), 20, "the engine's end in the log")
        assert not stack.engine_is_up()
        assert stack.health()
    finally:
        stack.close()


def test_ctrl_c_ends_everything_within_seconds_and_kill_takes_the_children() -> None:
    with Stack() as stack:
        pids = [stack.pid(name) for name in ("web", "engine")]
        stack.stop()
        assert not any(is_alive(pid) for pid in pids)
        assert stack.health() is None

        stack.start()
        stack.wait_for_engine()
        assert stack.process is not None
        pids = [stack.pid(name) for name in ("web", "engine")]
        os.kill(stack.process.pid, signal.SIGKILL)
        stack.process.wait()
        wait_until(lambda: not any(is_alive(pid) for pid in pids), 5, "end of the children")


def test_the_page_says_what_is_still_being_built(stack: Stack) -> None:
    kept = {part.name: part for part in progress.read(stack.home)}
    try:
        progress.write(stack.home, progress.Part("engine", "building"))
        health = stack.health()
        assert health is not None
        assert "máy chủ hình và tiếng" in health["building"]
    finally:
        progress.write(stack.home, kept["engine"])
