"""A picture says by program whose it is and which frame, also when it was scaled; other pictures say nothing."""

import pytest
from PIL import Image

from nhipcau.rehearsal.clips import HEIGHT, WIDTH
from nhipcau.rehearsal.marker import COUNTERS, NUMBERS, Marker, bits, block_box, decode_gray


def drawn(marker: Marker, width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    picture = Image.new("L", (width, height), 90)
    for place, bit in enumerate(bits(marker)):
        picture.paste(255 * bit, block_box(width, height, place))
    return picture


def read(picture: Image.Image) -> Marker | None:
    return decode_gray(*picture.size, picture.tobytes())


@pytest.mark.parametrize("number", [0, 1, 17, 212, 4093, NUMBERS - 1])
@pytest.mark.parametrize("counter", [0, 1, 149, COUNTERS - 1])
def test_what_is_drawn_is_read(number: int, counter: int) -> None:
    assert read(drawn(Marker(number, counter))) == Marker(number, counter)


@pytest.mark.parametrize("size", [(160, 90), (640, 360), (1280, 720), (854, 480)])
def test_scaling_keeps_the_marker(size: tuple[int, int]) -> None:
    assert read(drawn(Marker(212, 77)).resize(size)) == Marker(212, 77)


@pytest.mark.parametrize("shade", [0, 90, 127, 128, 255])
def test_a_plain_picture_carries_none(shade: int) -> None:
    assert read(Image.new("L", (WIDTH, HEIGHT), shade)) is None


def test_a_torn_strip_is_not_believed() -> None:
    picture = drawn(Marker(212, 77))
    picture.paste(drawn(Marker(35, 12)).crop((0, HEIGHT - 16, WIDTH, HEIGHT)), (0, HEIGHT - 16))
    assert read(picture) is None


@pytest.mark.parametrize("marker", [Marker(NUMBERS, 0), Marker(0, COUNTERS), Marker(-1, 0)])
def test_what_does_not_fit_is_refused(marker: Marker) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        bits(marker)
