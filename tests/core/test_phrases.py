"""Sentences of modules that know no language: whole in Vietnamese, and still to be found in English."""

from django.utils.translation import override

from nhipcau.core.languages import in_vietnamese, translated
from nhipcau.core.phrases import joined, packed, phrase, unpacked


def test_is_the_vietnamese_sentence_wherever_nobody_translates() -> None:
    assert phrase("Ngày họp %(day)s đã qua.", day="24/12/2021") == "Ngày họp 24/12/2021 đã qua."
    assert phrase("Còn 90 % chỗ") == "Còn 90 % chỗ"


def test_finds_its_words_by_the_template_and_those_of_its_parts() -> None:
    said = phrase("Hạn %(due)s: %(what)s", due="24/12/2021", what=joined(", ", [phrase("Điểm cầu"), phrase("Hạn")]))
    with override("en"):
        assert translated(phrase("Điểm cầu")) != "Điểm cầu"
        assert "Điểm cầu" not in translated(said)
        assert "24/12/2021" in translated(said)
        with in_vietnamese():
            assert translated(said) == "Hạn 24/12/2021: Điểm cầu, Hạn"


def test_leaves_what_no_catalogue_has_and_asks_nothing_of_empty_words() -> None:
    with override("en"):
        assert translated("Xã Không Có Trong Từ Điển") == "Xã Không Có Trong Từ Điển"
        assert translated("") == ""


def test_survives_being_kept() -> None:
    said = phrase("%(a)s và %(b)s", a=phrase("Điểm cầu %(n)s", n=3), b="Xã Tân Thành")
    kept = unpacked(packed(said))
    assert kept == said
    assert kept.values["a"].template == "Điểm cầu %(n)s"
    assert unpacked(packed("như cũ")) == "như cũ"
