"""What rooms say of themselves, and what of it the operator sees."""

from typing import Any

import pytest
from django.db import connection

from nhipcau.journal import record
from tests.support.live import LiveConference, LiveServer, beat
from tests.web.live.test_stills import jpeg


def control(server: LiveServer, meeting: LiveConference) -> dict[str, Any]:
    return server.get("/live/control/stream?poll=1", meeting.token("control")).json()["view"]


def seen(server: LiveServer, meeting: LiveConference, site: Any, **wanted: Any) -> dict[str, Any]:
    """The site's pulse once it shows what is wanted; it leaves twice a second."""

    def shows() -> Any:
        row = control(server, meeting)["pulse"][str(site.pk)]
        return row if wanted.items() <= row.items() else None

    return server.wait_for(shows, f"{wanted}")


def test_the_operator_sees_who_is_there_and_what_they_show(server: LiveServer, meeting: LiveConference) -> None:
    site, waiting = meeting.sites[0], meeting.sites[1]
    token = meeting.inside(server, site)
    meeting.do("open")
    assert control(server, meeting)["pulse"][str(site.pk)]["st"] == "unknown"  # the server has only just started
    server.post("/live/room/heartbeat", token, json=beat(rev=7, level=43, loss=0))
    seen(server, meeting, site, st="ok", lv=40, shown=7)
    server.post("/live/room/heartbeat", token, json=beat(engine="connecting"))
    seen(server, meeting, site, st="weak")
    early = meeting.arrive(server, waiting)
    server.post("/live/room/heartbeat", early, json=beat(engine="off"))
    seen(server, meeting, waiting, st="ok")


def test_ready_counts_the_rooms_that_have_the_next_picture(server: LiveServer, meeting: LiveConference) -> None:
    passes = [meeting.inside(server, site, f"maycua{n:03}") for n, site in enumerate(meeting.sites[:3])]
    meeting.do("open")
    meeting.do("preview", slots=[str(meeting.sites[0].pk)])
    rev = control(server, meeting)["next"]["rev"]
    for token, ready in zip(passes, (rev, rev, 0), strict=True):
        server.post("/live/room/heartbeat", token, json=beat(ready=ready))
    # Whoever is the next picture need not receive it.
    server.wait_for(lambda: control(server, meeting)["ready"] == {"rev": rev, "n": 1, "of": 2}, "1 of 2 ready")


def test_the_operator_gets_the_newest_still(server: LiveServer, meeting: LiveConference) -> None:
    site = meeting.sites[0]
    token, operator = meeting.arrive(server, site), meeting.token("control")
    address = f"/live/control/still/{site.pk}"
    assert server.get(address, operator).json()["code"] == "no_still"
    assert server.post("/live/room/still", token, content=jpeg()).status_code == 204
    got = server.get(address, operator)
    assert got.content == jpeg()
    assert got.headers["content-type"] == "image/jpeg"
    assert got.headers["cache-control"] == "no-store"
    assert got.headers["x-content-type-options"] == "nosniff"
    seen(server, meeting, site, still=1)
    for nowhere in ("999999", "0", "..%2f..", "abc"):
        assert server.get(f"/live/control/still/{nowhere}", operator).status_code == 404


def test_the_operator_can_tell_machines_apart_that_wait_for_one_site(
    server: LiveServer, meeting: LiveConference
) -> None:
    site, operator = meeting.sites[0], meeting.token("control")
    pictures = {"maythunhat": jpeg(320, 180), "maythuhai": jpeg(160, 90)}
    for device, picture in pictures.items():
        server.post("/live/room/still", meeting.arrive(server, site, device), content=picture)
    address = f"/live/control/still/{site.pk}"
    assert server.get(address, operator).content == pictures["maythunhat"]
    for device, picture in pictures.items():
        assert server.get(f"{address}?device={device}", operator).content == picture
    assert server.get(f"{address}?device=maykhongco", operator).status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"x" * 70_000, 413, "still_too_big"),
        (jpeg(1280, 720), 413, "still_too_big"),
        (b"<svg onload=alert(1)>", 415, "not_a_picture"),
        (b"", 415, "not_a_picture"),
    ],
)
def test_a_hostile_still_is_refused(
    server: LiveServer, meeting: LiveConference, body: bytes, status: int, code: str
) -> None:
    token = meeting.arrive(server, meeting.sites[0])
    refused = server.post("/live/room/still", token, content=body)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert server.get(f"/live/control/still/{meeting.sites[0].pk}", meeting.token("control")).status_code == 404


def test_an_endless_still_is_cut_off(server: LiveServer, meeting: LiveConference) -> None:
    token = meeting.arrive(server, meeting.sites[0])

    def endless() -> Any:
        for _ in range(1000):
            yield b"x" * 1000

    refused = server.post("/live/room/still", token, content=endless())
    assert (refused.status_code, refused.json()["code"]) == (413, "still_too_big")


def test_stills_that_come_too_often_are_refused(server: LiveServer, meeting: LiveConference) -> None:
    token = meeting.arrive(server, meeting.sites[0])
    assert server.post("/live/room/still", token, content=jpeg()).status_code == 204
    refused = server.post("/live/room/still", token, content=jpeg())
    assert (refused.status_code, refused.json()["code"]) == (429, "too_often")
    assert int(refused.headers["retry-after"]) >= 1


@pytest.mark.parametrize(
    ("body", "status"), [(b"{" * 100, 422), (b"[" * 1500, 422), (b"null", 422), (b"{}", 422), (b"x" * 5000, 413)]
)
def test_a_heartbeat_that_is_none_is_refused(
    server: LiveServer, meeting: LiveConference, body: bytes, status: int
) -> None:
    token = meeting.arrive(server, meeting.sites[0])
    assert server.post("/live/room/heartbeat", token, content=body).status_code == status


def test_a_heartbeat_speaks_for_its_own_site_alone(server: LiveServer, meeting: LiveConference) -> None:
    mine, other = meeting.sites[0], meeting.sites[1]
    token = meeting.inside(server, mine)
    meeting.inside(server, other, "maycuaban")
    server.post("/live/room/heartbeat", token, json=beat(site=str(other.pk), sub=str(other.pk)))
    seen(server, meeting, mine, st="ok")
    assert control(server, meeting)["pulse"][str(other.pk)]["st"] != "ok"


def test_comings_are_written_down_when_the_hall_closes(server: LiveServer, meeting: LiveConference) -> None:
    site = meeting.sites[0]
    token = meeting.inside(server, site)
    meeting.do("open")
    server.post("/live/room/heartbeat", token, json=beat())
    meeting.do("close")

    def written() -> Any:
        return record.read(meeting.conference.stream, kinds=["presence.changed"])

    assert list(server.wait_for(written, "the summary")[0].data["in"]) == [str(site.pk)]
    assert record.verify(meeting.conference.stream) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the trigger that plays a failing database is SQLite's")
def test_comings_that_could_not_be_written_are_written_the_next_time(
    server: LiveServer, meeting: LiveConference, caplog: pytest.LogCaptureFixture
) -> None:
    site = meeting.sites[0]
    token = meeting.inside(server, site)
    meeting.do("open")
    server.post("/live/room/heartbeat", token, json=beat())
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON journal_journalentry WHEN NEW.kind = 'presence.changed' "
            "BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    meeting.do("close")
    server.wait_for(lambda: "could not be written" in caplog.text, "the failure")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER full_disk")
    server.stop()
    [entry] = record.read(meeting.conference.stream, kinds=["presence.changed"])
    assert list(entry.data["in"]) == [str(site.pk)]
