"""The clips of simulated sites are what a camera and a microphone would send, and say whose they are."""

from array import array
from itertools import pairwise
from pathlib import Path

import av
import pytest
from av.audio.resampler import AudioResampler
from PIL import Image

from nhipcau.rehearsal import clips
from nhipcau.rehearsal.clips import FRAME_RATE, FRAMES, Clip, ClipSpec, make_clips
from nhipcau.rehearsal.marker import Marker, decode_gray

SPEC = ClipSpec(17, "Huyện Bắc Sơn", "Tỉnh Lạng Sơn")


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    return make_clips([SPEC], tmp_path_factory.mktemp("clips"))[17]


def test_every_frame_says_whose_and_which_it_is(clip: Clip) -> None:
    with av.open(str(clip.video)) as container:
        read = [
            decode_gray(frame.width, frame.height, bytes(frame.planes[0]), frame.planes[0].line_size)
            for frame in container.decode(video=0)
        ]
    assert read == [Marker(17, counter) for counter in range(FRAMES)]


def test_a_key_frame_stands_at_every_second(clip: Clip) -> None:
    with av.open(str(clip.video)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    assert [number for number, packet in enumerate(packets) if packet.is_keyframe] == list(range(0, FRAMES, FRAME_RATE))


def test_the_tone_is_quiet_and_the_sites_own(clip: Clip) -> None:
    with av.open(str(clip.sound)) as container:
        packets = [packet for packet in container.demux(audio=0) if packet.size]
    assert all(packet.duration == 960 for packet in packets[1:-1]), "one packet a page, 20 ms each"
    samples = samples_of(clip.sound)[9600:57600]
    rising = sum(1 for before, now in pairwise(samples) if before < 0 <= now)
    assert rising == pytest.approx(clips.frequency(17), abs=5)  # in one second
    assert 0.03 < max(samples) / 32768 < 0.08


def samples_of(path: Path) -> "array[int]":
    samples = array("h")
    resampler = AudioResampler(format="s16", layout="mono", rate=48000)
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            for part in resampler.resample(frame):
                samples.frombytes(bytes(part.planes[0])[: part.samples * 2])
    return samples


def test_the_still_is_the_first_picture(clip: Clip) -> None:
    with Image.open(clip.still) as picture:
        assert (picture.format, picture.size) == ("JPEG", (320, 180))
        assert decode_gray(*picture.size, picture.convert("L").tobytes()) == Marker(17, 0)
    assert clip.still.stat().st_size < 64_000


def test_what_is_there_is_not_made_again_and_a_new_name_is_a_new_clip(tmp_path: Path) -> None:
    first = make_clips([SPEC], tmp_path)[17]
    written = first.video.stat().st_mtime_ns
    asked: list[tuple[int, int]] = []
    assert make_clips([SPEC], tmp_path, lambda done, wanted: asked.append((done, wanted)))[17] == first
    assert (first.video.stat().st_mtime_ns, asked) == (written, [])
    assert make_clips([ClipSpec(17, "Huyện Bắc Sơn mới")], tmp_path)[17] != first


def test_many_are_made_side_by_side_and_counted(tmp_path: Path) -> None:
    asked: list[tuple[int, int]] = []
    specs = [ClipSpec(number, f"Xã số {number}") for number in range(1, 8)]
    made = make_clips(specs, tmp_path, lambda done, wanted: asked.append((done, wanted)))
    assert asked == [(done, 7) for done in range(1, 8)]
    assert all(clip.complete for clip in made.values())


def test_a_clip_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks_off(path: Path, *_: object) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "disk full")

    monkeypatch.setattr(clips, "_write_video", breaks_off)
    with pytest.raises(OSError, match="disk full"):
        make_clips([SPEC], tmp_path)
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".ivf" or path.name.startswith(".")]
