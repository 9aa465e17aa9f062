"""A strip of black and white blocks that says, by program, whose picture this is and which frame of it.

Geometry, as fractions of the picture so that any scaling of it keeps them (W, H: width and height in pixels):

- a block is a square of side W/20; two rows of 20 blocks stand at the bottom edge, over the whole width;
- row 0 begins at y = H - W/10, row 1 at y = H - W/20; column c begins at x = c * W/20;
- a block is 1 where the mean luma of its inner half (from 1/4 to 3/4 in both directions) is 128 or more, else 0;
- the 40 bits, row 0 first, left to right, most significant first, are: 16 bits number, 12 bits counter,
  12 bits checksum = (number * 7919 + counter * 104729 + 1) mod 4093.

On a canvas: draw the video at its own size, `getImageData`, luma = 0.299 R + 0.587 G + 0.114 B, and as above. A
picture whose checksum does not fit carries no marker (black, hold picture, torn frame).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

COLUMNS: Final = 20
ROWS: Final = 2
NUMBERS: Final = 1 << 16
COUNTERS: Final = 1 << 12
_CHECK_BITS: Final = 12
_COUNTER_BITS: Final = 12


@dataclass(frozen=True, slots=True)
class Marker:
    """number: the site's pk modulo 65,536; counter: index of the frame in its clip."""

    number: int
    counter: int


def bits(marker: Marker) -> list[int]:
    """The 40 blocks, row 0 first, left to right."""
    if not (0 <= marker.number < NUMBERS and 0 <= marker.counter < COUNTERS):
        raise ValueError(f"does not fit into the strip: {marker}")
    word = ((marker.number << _COUNTER_BITS) | marker.counter) << _CHECK_BITS | _checksum(marker)
    count = COLUMNS * ROWS
    return [word >> (count - 1 - place) & 1 for place in range(count)]


def block_box(width: int, height: int, place: int) -> tuple[int, int, int, int]:
    """Left, top, right, bottom (exclusive) of the block at `place` 0…39 in a picture of that size, in pixels."""
    side = width / COLUMNS
    row, column = divmod(place, COLUMNS)
    top = height - ROWS * side + row * side
    return round(column * side), round(top), round((column + 1) * side), round(top + side)


def decode(width: int, height: int, luma: Callable[[int, int], float]) -> Marker | None:
    """The marker in a picture; None where there is none. `luma(x, y)` is 0…255."""
    word = 0
    for place in range(COLUMNS * ROWS):
        left, top, right, bottom = block_box(width, height, place)
        inset_x, inset_y = (right - left) // 4, (bottom - top) // 4
        xs, ys = range(left + inset_x, right - inset_x), range(top + inset_y, bottom - inset_y)
        mean = sum(luma(x, y) for y in ys for x in xs) / (len(xs) * len(ys))
        word = word << 1 | (mean >= 128)
    marker = Marker(word >> (_COUNTER_BITS + _CHECK_BITS), word >> _CHECK_BITS & (COUNTERS - 1))
    return marker if word & ((1 << _CHECK_BITS) - 1) == _checksum(marker) else None


def decode_gray(width: int, height: int, pixels: bytes, stride: int = 0) -> Marker | None:
    """The same for a plane of 8-bit luma, rows of `stride` bytes (0: `width`)."""
    step = stride or width
    return decode(width, height, lambda x, y: pixels[y * step + x])


def _checksum(marker: Marker) -> int:
    return (marker.number * 7919 + marker.counter * 104729 + 1) % 4093
