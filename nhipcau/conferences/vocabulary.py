"""The words that change with the kind of conference: who leads it, who takes part, how it begins and ends.

Who leads a conference "chủ trì", who leads a session of a People's Council "chủ tọa"; in a session "đại biểu" means a
councillor and everybody else is a guest; a training course has learners and is opened as a class.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference


@dataclass(frozen=True, slots=True)
class Words:
    """meeting: the thing itself; chairs: the verb; chair: the person; part: those who take part; guests: the others."""

    meeting: str | Promise
    chairs: str | Promise
    chair: str | Promise
    part: str | Promise
    guests: str | Promise
    sitting: str | Promise
    programme: str | Promise
    opening: str | Promise
    closing: str | Promise


_CONFERENCE = Words(
    meeting=_("hội nghị"),
    chairs=_("chủ trì"),
    chair=_("người chủ trì"),
    part=_("đại biểu"),
    guests=_("khách mời"),
    sitting=_("buổi họp"),
    programme=_("chương trình hội nghị"),
    opening=_("khai mạc"),
    closing=_("bế mạc"),
)
_WORDS: dict[str, Words] = {
    Conference.Kind.MEETING: _CONFERENCE,
    Conference.Kind.DISSEMINATION: _CONFERENCE,
    Conference.Kind.BRIEFING: Words(
        meeting=_("cuộc họp"),
        chairs=_("chủ trì"),
        chair=_("người chủ trì"),
        part=_("người dự họp"),
        guests=_("khách mời"),
        sitting=_("buổi họp"),
        programme=_("chương trình họp"),
        opening=_("bắt đầu"),
        closing=_("kết thúc"),
    ),
    Conference.Kind.TRAINING: Words(
        meeting=_("lớp tập huấn"),
        chairs=_("chủ trì"),
        chair=_("người chủ trì"),
        part=_("học viên"),
        guests=_("khách mời"),
        sitting=_("buổi học"),
        programme=_("chương trình tập huấn"),
        opening=_("khai giảng"),
        closing=_("bế giảng"),
    ),
    Conference.Kind.SESSION: Words(
        meeting=_("kỳ họp"),
        chairs=_("chủ tọa"),
        chair=_("chủ tọa kỳ họp"),
        part=_("đại biểu Hội đồng nhân dân"),
        guests=_("khách mời"),
        sitting=_("phiên họp"),
        programme=_("chương trình kỳ họp"),
        opening=_("khai mạc"),
        closing=_("bế mạc"),
    ),
}


def words_for(kind: str) -> Words:
    """The words of that kind; those of a conference where the kind is none of ours."""
    return _WORDS.get(kind, _CONFERENCE)
