"""What the engine is told, where it listens, and where its programs come from."""

import dataclasses
import json
import socket
import stat
from pathlib import Path
from typing import Any

import pytest

from nhipcau.core.config import Config
from nhipcau.media import access, binary, lan, ports, process, progress, up
from nhipcau.media.doctor import examine
from nhipcau.media.toolchain import cache


def settings(home: Path, **more: Any) -> Config:
    return Config.model_construct(**{"home": home, "port": 8000, "bind": "127.0.0.1", **more})


def test_a_local_engine_keeps_media_on_loopback(tmp_path: Path) -> None:
    told = process.engine_config(settings(tmp_path), ports.EnginePorts.from_base(7880))
    assert told["bind_addresses"] == ["127.0.0.1"]
    assert told["rtc"]["ips"] == {"includes": ["127.0.0.1/32"]}
    assert told["rtc"]["enable_loopback_candidate"] is True
    assert told["rtc"]["udp_port"] == "7882-7897"


def test_on_the_lan_media_goes_to_its_address_and_signalling_stays_behind_https(tmp_path: Path) -> None:
    lan_settings = settings(tmp_path, lan="hop.tinh.local", engine_address="10.1.2.3")
    told = process.engine_config(lan_settings, ports.EnginePorts.from_base(7880))
    assert told["bind_addresses"] == ["127.0.0.1"]
    assert told["rtc"]["node_ip"] == "10.1.2.3"
    assert told["rtc"]["enable_loopback_candidate"] is False


def test_a_hall_survives_a_switch_that_restarts_and_a_bad_line_keeps_its_picture(tmp_path: Path) -> None:
    told = process.engine_config(settings(tmp_path), ports.EnginePorts.from_base(7880))
    assert told["room"]["departure_timeout"] >= 1800
    assert told["room"]["auto_create"] is False
    assert told["rtc"]["congestion_control"] == {"allow_pause": False}
    assert set(told["rtc"]["pli_throttle"].values()) == {"200ms"}


def test_the_configuration_holds_a_long_secret_that_only_the_owner_reads(tmp_path: Path) -> None:
    one = settings(tmp_path)
    path = process.write_config(one, ports.EnginePorts.from_base(7880))
    path.chmod(0o644)
    path = process.write_config(one, ports.EnginePorts.from_base(7880))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(one.secret("engine_secret")) >= 32
    assert one.secret("engine_secret") in path.read_text(encoding="utf-8")


def test_chosen_ports_are_kept_with_the_folder(tmp_path: Path) -> None:
    assert ports.engine_ports(settings(tmp_path)) == ports.engine_ports(settings(tmp_path))
    fixed = ports.engine_ports(settings(tmp_path, engine_port=21_000))
    assert dataclasses.astuple(fixed) == (21_000, 21_001, 21_002, 21_017)


def test_ports_that_another_took_meanwhile_are_chosen_again_at_the_next_start(tmp_path: Path) -> None:
    kept = ports.engine_ports(settings(tmp_path))
    with socket.create_server(("127.0.0.1", kept.tcp)):
        again = ports.choose_again(settings(tmp_path))
    assert kept.tcp not in range(again.signal, again.udp_last + 1)
    assert ports.engine_ports(settings(tmp_path)) == again


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "ws://127.0.0.1:{signal}"),
        ({"public_url": "https://hop.tinh.local"}, "wss://hop.tinh.local"),
        ({"public_url": "https://hop.tinh.local:8443"}, "wss://hop.tinh.local:8443"),
        ({"engine_address": "10.1.2.3"}, "ws://10.1.2.3:{signal}"),
        ({"engine_url": "wss://engine.tinh.local/"}, "wss://engine.tinh.local"),
    ],
)
def test_browsers_are_sent_to_where_they_can_reach_the_engine(
    tmp_path: Path, more: dict[str, str], expected: str
) -> None:
    one = settings(tmp_path, **more)
    assert access.engine_access(one).client_url == expected.format(signal=ports.engine_ports(one).signal)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ""),
        ({"public_url": "http://127.0.0.1:8001", "allowed_hosts": "localhost, hop.localhost"}, ""),
        ({"bind": "0.0.0.0"}, "0.0.0.0"),
        ({"lan": "hop.localhost"}, "hop.localhost"),
        ({"public_url": "https://hop.tinh.vn"}, "hop.tinh.vn"),
        ({"allowed_hosts": "localhost, 10.0.0.7"}, "10.0.0.7"),
        ({"allowed_hosts": "127.tinh.vn"}, "127.tinh.vn"),
    ],
)
def test_whoever_tells_a_name_for_others_lets_others_in(tmp_path: Path, more: dict[str, str], expected: str) -> None:
    assert access.reachable_as(settings(tmp_path, **more)) == expected


def test_a_new_data_folder_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "above" / "home"
    with up.claim(settings(home, port=0)):
        assert home.stat().st_mode & 0o777 == 0o700


def test_an_engine_elsewhere_is_called_by_http_with_its_own_key(tmp_path: Path) -> None:
    found = access.engine_access(settings(tmp_path, engine_url="wss://engine.tinh.local", engine_key="province"))
    assert (found.api_url, found.key) == ("https://engine.tinh.local", "province")


def test_a_lan_name_settles_the_public_address_and_where_media_goes(tmp_path: Path) -> None:
    own = up.with_lan(settings(tmp_path, lan="localhost"))
    assert own.public_url == "https://localhost"
    assert own.engine_address == "127.0.0.1"
    kept = up.with_lan(settings(tmp_path, lan="localhost", public_url="https://x.vn", engine_address="10.0.0.9"))
    assert (kept.public_url, kept.engine_address) == ("https://x.vn", "10.0.0.9")
    assert lan.address(settings(tmp_path, lan="a.vn", lan_https_port=8443)) == "https://a.vn:8443"


def test_the_pinned_engine_is_used_from_path_and_another_version_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    program = tmp_path / "bin" / "livekit-server"
    program.parent.mkdir()
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    for version, found in ((binary.pinned_version(), program), ("1.0.0", None)):
        program.write_text(f"#!/bin/sh\necho livekit-server version {version}\n", encoding="ascii")
        program.chmod(0o755)
        assert binary.find_engine() == found
    assert binary.find_engine("/opt/livekit-server") == Path("/opt/livekit-server")
    assert cache() == tmp_path / "cache" / "nhipcau"


def test_what_is_being_built_is_said_in_a_sentence(tmp_path: Path) -> None:
    assert progress.message(tmp_path) == ""
    progress.write(tmp_path, progress.Part("engine", "building"))
    progress.write(tmp_path, progress.Part("sites", "waiting"))
    assert "máy chủ hình và tiếng, điểm cầu mô phỏng" in progress.message(tmp_path)
    progress.write(tmp_path, progress.Part("engine", "failed", "hết chỗ trên đĩa"))
    assert "Chưa dựng được máy chủ hình và tiếng: hết chỗ trên đĩa." in progress.message(tmp_path)
    progress.write(tmp_path, progress.Part("engine", "ready"))
    progress.write(tmp_path, progress.Part("sites", "ready"))
    assert progress.message(tmp_path) == ""


def test_the_doctor_names_what_is_wrong_and_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secrets").mkdir(mode=0o755)
    (tmp_path / "secrets").chmod(0o755)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", "/nonexistent")
    wrong = {finding.text: finding.advice for finding in examine(settings(tmp_path)) if not finding.good}
    assert any("khóa bí mật" in text and "chmod 700" in advice for text, advice in wrong.items())
    assert any("hình và tiếng" in text and "make setup" in advice for text, advice in wrong.items())


def test_the_note_of_the_running_engine_gives_its_version(tmp_path: Path) -> None:
    one = settings(tmp_path)
    assert access.engine_access(one).version() is None
    note = access.note_path(one)
    note.parent.mkdir(parents=True)
    note.write_text(json.dumps({"version": "1.13.5"}), encoding="utf-8")
    assert access.engine_access(one).version() == "1.13.5"


def test_ports_held_while_the_engine_is_built_are_nobody_elses(tmp_path: Path) -> None:
    own = ports.engine_ports(settings(tmp_path))
    assert own.taken() == []
    with own.hold():
        assert own.taken() == list(range(own.signal, own.udp_last + 1))
    assert own.taken() == []
