"""Pictures and sound for simulated sites: made on first demand, kept in the cache.

Each site has a picture with its own name, a counter for people and a marker for programs (`marker.py`), and a quiet
tone of its own. The Go program loops them without decoding anything, so they have to be what a camera would send:
VP8 in IVF with a key frame every second, Opus in Ogg with one packet a page.
"""

import colorsys
import hashlib
import math
import multiprocessing
import os
from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final, cast

import av
from av.audio import AudioStream
from av.audio.frame import AudioFrame
from av.video import VideoStream
from av.video.frame import PictureType, VideoFrame
from PIL import Image, ImageDraw, ImageFont

from nhipcau.rehearsal.marker import COLUMNS, NUMBERS, ROWS, Marker, bits

WIDTH: Final = 320
HEIGHT: Final = 180
FRAME_RATE: Final = 15
SECONDS: Final = 10
FRAMES: Final = FRAME_RATE * SECONDS
SAMPLE_RATE: Final = 48_000
_EDITION: Final = "1"  # part of every file name: raise it when the drawing changes
_VIDEO_BITS: Final = 120_000
_SOUND_BITS: Final = 20_000
_TONE_SECONDS: Final = 2
_TONE_PEAK: Final = 0.05  # -29 dBov: above the engine's threshold of speech, quiet in a room
_POOL_FROM: Final = 6  # for fewer sites starting processes costs more than it saves
_PROCESSES: Final = 2
_STRIP_TOP: Final = HEIGHT - WIDTH // COLUMNS * ROWS
_DIGIT_WIDTH: Final = 18
_DIGIT_SIZE: Final = 28
_DIGIT_TOP: Final = 100
_FIELD: Final = 40
_FONTS: Final = (
    "frontend/node_modules/@expo-google-fonts/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
)


@dataclass(frozen=True, slots=True)
class ClipSpec:
    """number: the site's pk; name and place: the two lines written into the picture."""

    number: int
    name: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Clip:
    video: Path
    sound: Path
    still: Path

    @property
    def complete(self) -> bool:
        return self.video.exists() and self.sound.exists() and self.still.exists()


Progress = Callable[[int, int], None]
"""Called with how many clips are there and how many are wanted."""


def make_clips(specs: Sequence[ClipSpec], folder: Path, progress: Progress | None = None) -> dict[int, Clip]:
    """The clips by site number; only what is missing is made, about 0.1 s of CPU each, in at most two processes."""
    folder.mkdir(parents=True, exist_ok=True)
    clips = {spec.number: clip_of(spec, folder) for spec in specs}
    missing = [spec for spec in specs if not clips[spec.number].complete]
    done = len(specs) - len(missing)
    for _ in _each_made(missing, folder):
        done += 1
        if progress is not None:
            progress(done, len(specs))
    return clips


def clip_of(spec: ClipSpec, folder: Path) -> Clip:
    """Where the clip of `spec` lies; its name follows from all that is drawn and heard."""
    told = "\0".join((_EDITION, spec.name, spec.place, font_name()))
    stem = f"{spec.number}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"
    return Clip(folder / f"{stem}.ivf", folder / f"{stem}.ogg", folder / f"{stem}.jpg")


def font_name() -> str:
    """Which font the names are written in; Pillow's own has no Vietnamese and is the last resort."""
    return _font_file().name


def frequency(number: int) -> int:
    """The tone of a site in Hz: own within 300 neighbouring numbers, between 300 and 3,290."""
    return 300 + 10 * (number % 300)


def _each_made(specs: Sequence[ClipSpec], folder: Path) -> Iterator[None]:
    if len(specs) < _POOL_FROM:
        for spec in specs:
            yield make_clip(spec, folder)
        return
    # spawn: the caller may have threads, which a fork would break
    start = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(_PROCESSES, start, initializer=_use_font, initargs=(_font_file(),)) as pool:
        for made in as_completed([pool.submit(make_clip, spec, folder) for spec in specs]):
            yield made.result()


def make_clip(spec: ClipSpec, folder: Path) -> None:
    """Make the three files of one site; each appears whole or not at all."""
    clip = clip_of(spec, folder)
    base = _base_picture(spec)
    _settle(clip.sound, lambda path: _write_sound(path, frequency(spec.number)))
    _settle(clip.still, lambda path: _write_still(path, base, spec.number))
    _settle(clip.video, lambda path: _write_video(path, base, spec.number))


def _settle(target: Path, write: Callable[[Path], None]) -> None:
    fresh = target.with_name(f".{os.getpid()}.{target.name}")
    try:
        write(fresh)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def _base_picture(spec: ClipSpec) -> Image.Image:
    """Everything that stays the same from frame to frame, in YCbCr."""
    red, green, blue = colorsys.hls_to_rgb(spec.number * 0.381966 % 1.0, 0.27, 0.45)
    picture = Image.new("RGB", (WIDTH, HEIGHT), (round(red * 255), round(green * 255), round(blue * 255)))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, _STRIP_TOP - 6, WIDTH, HEIGHT), fill=(0, 0, 0))
    field = (WIDTH // 2 - 2 * _DIGIT_WIDTH, _DIGIT_TOP, WIDTH // 2 + 2 * _DIGIT_WIDTH - 1, _DIGIT_TOP + _DIGIT_SIZE + 3)
    draw.rectangle(field, fill=(_FIELD, _FIELD, _FIELD))
    _write_centred(draw, spec.name, 46, 30)
    _write_centred(draw, spec.place, 78, 17)
    return picture.convert("YCbCr")


def _write_centred(draw: ImageDraw.ImageDraw, text: str, middle: int, size: int) -> None:
    """One line of text, made smaller until it fits the width."""
    while size > 9 and draw.textlength(text, font=_font(size)) > WIDTH - 24:
        size -= 1
    draw.text((WIDTH / 2, middle), text, font=_font(size), fill=(255, 255, 255), anchor="mm")


def _draw_counter(luma: Image.Image, number: int, counter: int) -> None:
    """Make a luma plane that of one frame: marker, running bar and a counter that people can read."""
    strip = Image.new("L", (COLUMNS, ROWS))
    strip.putdata([255 * bit for bit in bits(Marker(number % NUMBERS, counter))])
    luma.paste(strip.resize((WIDTH, HEIGHT - _STRIP_TOP), Image.Resampling.NEAREST), (0, _STRIP_TOP))
    luma.paste(235, (0, _STRIP_TOP - 5, round(WIDTH * (counter + 1) / FRAMES), _STRIP_TOP - 1))
    left = WIDTH // 2 - 2 * _DIGIT_WIDTH
    for digit in f"{counter:04d}":
        luma.paste(_digit(digit), (left, _DIGIT_TOP))
        left += _DIGIT_WIDTH


def _write_still(path: Path, base: Image.Image, number: int) -> None:
    luma, blue, red = base.split()
    _draw_counter(luma, number, 0)
    Image.merge("YCbCr", (luma, blue, red)).save(path, "JPEG", quality=70)


@cache
def _digit(digit: str) -> Image.Image:
    """A digit, white on the dark field of the counter."""
    image = Image.new("L", (_DIGIT_WIDTH, _DIGIT_SIZE + 4), _FIELD)
    middle = (_DIGIT_WIDTH / 2, (_DIGIT_SIZE + 4) / 2)
    ImageDraw.Draw(image).text(middle, digit, font=_font(_DIGIT_SIZE), fill=255, anchor="mm")
    return image


@dataclass(frozen=True, slots=True)
class _FontFile:
    """name: part of the clips' file names; data: empty for Pillow's own font."""

    name: str
    data: bytes


_chosen_font: _FontFile | None = None


def _font_file() -> _FontFile:
    """The font, read once: an installation that goes on beside us must not change it between two clips."""
    global _chosen_font
    if _chosen_font is None:
        root = Path(__file__).resolve().parents[2]
        found = next((root / name for name in _FONTS if (root / name).exists()), None)
        _chosen_font = _FontFile(found.stem, found.read_bytes()) if found else _FontFile("Pillow", b"")
    return _chosen_font


def _use_font(chosen: _FontFile) -> None:
    """In a process of the pool: the caller's font, so that both name the same files."""
    global _chosen_font
    _chosen_font = chosen


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    data = _font_file().data
    return ImageFont.truetype(BytesIO(data), size) if data else ImageFont.load_default(size)


def _write_video(path: Path, base: Image.Image, number: int) -> None:
    options = {"deadline": "realtime", "cpu-used": "16", "lag-in-frames": "0", "auto-alt-ref": "0", "threads": "1"}
    with av.open(str(path), "w", format="ivf") as container:
        stream = cast(VideoStream, container.add_stream("libvpx", rate=FRAME_RATE, options=options))
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.bit_rate = _VIDEO_BITS
        stream.codec_context.gop_size = FRAME_RATE
        stream.codec_context.time_base = Fraction(1, FRAME_RATE)
        luma, blue, red = base.split()
        half = (WIDTH // 2, HEIGHT // 2)
        chroma = [plane.resize(half, Image.Resampling.BILINEAR).tobytes() for plane in (blue, red)]
        for counter in range(FRAMES):
            frame = VideoFrame(WIDTH, HEIGHT, "yuv420p")
            _draw_counter(luma, number, counter)
            for plane, pixels in zip(frame.planes, [luma.tobytes(), *chroma], strict=True):
                plane.update(pixels)
            frame.pts, frame.time_base = counter, Fraction(1, FRAME_RATE)
            if counter % FRAME_RATE == 0:
                frame.pict_type = PictureType.I
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _write_sound(path: Path, hertz: int) -> None:
    period = SAMPLE_RATE // 10  # every multiple of 10 Hz fits it exactly, so that the loop has no seam
    turn = 2 * math.pi * hertz / SAMPLE_RATE
    tenth = array("h", (round(math.sin(turn * n) * _TONE_PEAK * 32767) for n in range(period))).tobytes()
    with av.open(str(path), "w", format="ogg", options={"page_duration": "20000"}) as container:
        stream = cast(AudioStream, container.add_stream("libopus", rate=SAMPLE_RATE, layout="mono"))
        stream.bit_rate = _SOUND_BITS
        for number in range(_TONE_SECONDS * 10):
            frame = AudioFrame(format="s16", layout="mono", samples=period)
            frame.planes[0].update(tenth)
            frame.sample_rate, frame.pts = SAMPLE_RATE, number * period
            frame.time_base = Fraction(1, SAMPLE_RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
