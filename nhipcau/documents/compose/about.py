"""What a paper is written about, by whom, and on what paper it acts."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference, Site, Task
from nhipcau.core.access import Actor, Need, access_conference, may
from nhipcau.core.errors import Refusal
from nhipcau.core.text import search_key
from nhipcau.documents.compose.rows import Rows
from nhipcau.documents.models import Paper
from nhipcau.documents.register import notation
from nhipcau.organs.models import Organ, Unit


@dataclass(frozen=True)
class Subject:
    """unit: whose staff writes; organ: the issuer; follows: the paper on which this one acts, and how."""

    conference: Conference
    unit: Unit
    organ: Organ
    follows: Paper | None = None
    how: str = ""
    reason: str = ""

    @property
    def is_host(self) -> bool:
        return self.unit.pk == self.conference.host.pk

    @property
    def party(self) -> bool:
        return notation.is_party(self.organ.kind, self.organ.name)

    @cached_property
    def rows(self) -> Rows:
        """What the conference's papers say, each list read once while one answer is made."""
        return Rows(self.conference)

    @property
    def tasks_of_others(self) -> list[Task]:
        """What a letter may ask for: nobody writes to themselves. A paper that is read often leaves the territory's
        name off ("Văn phòng Ủy ban nhân dân tỉnh")."""
        own = search_key(self.organ.name)
        return [one for one in self.rows.tasks if not f"{own} ".startswith(f"{search_key(one.assignee)} ")]

    @cached_property
    def site(self) -> Site | None:
        """The site of the unit that writes, where it is not the host."""
        return self.conference.sites.filter(unit=self.unit).select_related("answer").first()


def subject_of(paper: Paper) -> Subject:
    """Of a draft as it stands. Refusal where its conference is gone."""
    if paper.conference is None or paper.unit is None or paper.issuer is None:
        raise Refusal(
            "no_conference",
            _("Văn bản không gắn với hội nghị nào nên không soạn tiếp được."),
            _("Soạn văn bản mới ở trang văn bản của hội nghị."),
        )
    return Subject(paper.conference, paper.unit, paper.issuer, paper.follows, paper.follows_how, paper.reason)


def takes_part(conference: Conference, unit: Unit) -> bool:
    """Whether a unit, or one below it, has a site there."""
    return conference.sites.filter(Q(unit=unit) | Q(unit__path__startswith=unit.path)).exists()


def conference_for(actor: Actor, pk: int | str, unit: Unit) -> Conference:
    """The conference, for its host and for units that take part; for others there is none (404)."""
    text = str(pk)
    found = Conference.objects.select_related("host").filter(pk=int(text)).first() if text.isdecimal() else None
    if found is not None and unit.pk == found.host.pk:
        return access_conference(actor, found.pk, Need.VIEW)
    if found is None or not (takes_part(found, unit) and may(actor, unit.path, Need.VIEW)):
        raise Refusal(
            "no_such_conference",
            _("Không có hội nghị này, hoặc đơn vị không tham gia."),
            _("Mở lại trang Việc của đơn vị để chọn."),
            status=404,
        )
    return found
