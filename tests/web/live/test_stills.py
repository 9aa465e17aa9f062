"""Stills come from outside: what is no small JPEG does not get in, and nothing is decoded to find out."""

import io

import pytest
from PIL import Image

from nhipcau.core.errors import Refusal
from nhipcau.web.live.stills import MAX_BYTES, MIN_INTERVAL, Stills, dimensions


def jpeg(width: int = 320, height: int = 180, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (20, 90, 40)).save(out, "JPEG", **options)
    return out.getvalue()


def refusal_for(body: bytes) -> Refusal:
    with pytest.raises(Refusal) as refused:
        Stills().put("17", "maycuatoi", body, now=0)
    return refused.value


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"exif": b"Exif\0\0" + b"x" * 500}, {"quality": 95}])
def test_the_size_is_read_from_any_usual_jpeg(options: dict[str, object]) -> None:
    assert dimensions(jpeg(640, 360, **options)) == (640, 360)


def test_the_newest_still_is_kept_and_its_number_rises() -> None:
    stills = Stills()
    stills.put("17", "maycuatoi", jpeg(320), now=0)
    first = stills.get("17", "maycuatoi")
    stills.put("17", "maycuatoi", jpeg(640), now=MIN_INTERVAL)
    second = stills.get("17", "maycuatoi")
    assert first is not None
    assert second is not None
    assert second.number > first.number
    assert second.jpeg == jpeg(640)


def test_too_many_bytes_or_pixels_are_refused() -> None:
    assert refusal_for(jpeg() + b"\0" * MAX_BYTES).code == "still_too_big"
    assert refusal_for(jpeg(641, 360)).code == "still_too_big"
    assert refusal_for(jpeg(640, 361)).code == "still_too_big"
    bomb = bytearray(jpeg())
    at = bomb.index(b"\xff\xc0")
    bomb[at + 5 : at + 9] = b"\xff\xff\xff\xff"  # 65535 × 65535 in a few hundred bytes
    assert (refusal_for(bytes(bomb)).code, refusal_for(bytes(bomb)).status) == ("still_too_big", 413)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xd9",
        jpeg()[:-2],  # cut off
        b"\xff\xd8\xff" + b"\xff" * 5000 + b"\xff\xd9",
        b"\xff\xd8\xff\xe0\x00\x00" + b"\0" * 50 + b"\xff\xd9",  # a segment of length nought
        b"\xff\xd8\xff\xe0\xff\xff" + b"\0" * 50 + b"\xff\xd9",  # a segment beyond the end
        b"GIF89a" + jpeg(),
    ],
)
def test_what_is_no_picture_is_refused(body: bytes) -> None:
    assert (refusal_for(body).code, refusal_for(body).status) == ("not_a_picture", 415)


def test_a_flood_is_refused_and_the_still_before_is_kept() -> None:
    stills = Stills()
    stills.put("17", "maycuatoi", jpeg(320), now=0)
    with pytest.raises(Refusal) as refused:
        stills.put("17", "maycuatoi", jpeg(640), now=MIN_INTERVAL - 0.1)
    assert (refused.value.code, refused.value.status) == ("too_often", 429)
    stills.put("18", "maycuaban", jpeg(640), now=MIN_INTERVAL - 0.1)  # another site is not held up by it
    kept = stills.get("17", "maycuatoi")
    assert kept is not None
    assert kept.jpeg == jpeg(320)


def test_stills_of_removed_machines_are_gone() -> None:
    stills = Stills()
    stills.put("17", "maycuatoi", jpeg(), now=0)
    stills.forget_all_but(frozenset({("18", "maycuaban")}))
    assert stills.get("17", "maycuatoi") is None
