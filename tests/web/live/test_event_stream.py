"""One stream and a reader that does not read."""

import asyncio
import json
from collections.abc import Callable

from starlette.types import Message

from nhipcau.web.live.parts import REMEMBERED, LiveView, Part
from nhipcau.web.live.streams import EventStream


class Reader:
    """The other end of the line: takes nothing while it is blocked."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()
        self.hangs_up = asyncio.Event()
        self.events: list[tuple[str, dict[str, object]]] = []
        self.closed = False

    async def receive(self) -> Message:
        await self.hangs_up.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        await self.open.wait()
        for block in message.get("body", b"").decode().split("\n\n"):
            fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
            if "event" in fields:
                self.events.append((fields["event"], json.loads(fields["data"])))
        self.closed = self.closed or not message.get("more_body", True)


async def settled() -> None:
    """Let everything that can run do so."""
    for _ in range(20):
        await asyncio.sleep(0)


def with_stream(story: Callable[[Part, EventStream, Reader], object]) -> None:
    async def told() -> None:
        part, reader, ended = Part(1, {"n": 1}), Reader(), []
        stream = EventStream(LiveView(part), 0, ended.append)
        running = asyncio.create_task(stream({"type": "http"}, reader.receive, reader.send))
        await settled()
        await story(part, stream, reader)  # type: ignore[misc]
        reader.hangs_up.set()
        await asyncio.wait_for(running, 2)
        assert ended == [stream]

    asyncio.run(told())


def change(part: Part, stream: EventStream, number: int) -> None:
    part.put(number, {"n": number})
    stream.wake()


def test_each_change_leaves_at_once() -> None:
    async def story(part: Part, stream: EventStream, reader: Reader) -> None:
        for number in (2, 3):
            change(part, stream, number)
            await settled()
        assert [(kind, said.get("patch")) for kind, said in reader.events] == [
            ("snapshot", None),
            ("patch", {"n": 2}),
            ("patch", {"n": 3}),
        ]

    with_stream(story)


def test_a_slow_reader_gets_one_patch_from_where_it_was() -> None:
    async def story(part: Part, stream: EventStream, reader: Reader) -> None:
        reader.open.clear()
        for number in range(2, 20):
            change(part, stream, number)
            await settled()
        reader.open.set()
        await settled()
        # The first change was on its way; all others are one.
        assert [said["patch"] for _, said in reader.events[1:]] == [{"n": 2}, {"n": 19}]

    with_stream(story)


def test_a_reader_that_slept_too_long_gets_a_snapshot() -> None:
    async def story(part: Part, stream: EventStream, reader: Reader) -> None:
        reader.open.clear()
        for number in range(2, 2 * REMEMBERED):
            change(part, stream, number)
            await settled()
        reader.open.set()
        await settled()
        kind, said = reader.events[-1]
        assert (kind, said["view"]) == ("snapshot", {"n": 2 * REMEMBERED - 1})

    with_stream(story)


def test_what_changed_last_is_told_before_the_end() -> None:
    async def story(part: Part, stream: EventStream, reader: Reader) -> None:
        change(part, stream, 2)
        stream.end()
        await settled()
        assert reader.events[-1][1]["patch"] == {"n": 2}
        assert reader.closed

    with_stream(story)


def test_a_browser_that_goes_away_ends_its_stream() -> None:
    async def story(part: Part, stream: EventStream, reader: Reader) -> None:
        reader.hangs_up.set()
        await settled()
        assert not reader.closed

    with_stream(story)
