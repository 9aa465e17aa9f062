"""A small hall to try the rules on: a province, two districts, and two communes of the same name in each."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from nhipcau.hall.decide import decide
from nhipcau.hall.events import Event
from nhipcau.hall.evolve import evolve_all
from nhipcau.hall.requests import By, parse
from nhipcau.hall.state import ContactFacts, HallFacts, HallState, SiteFacts, TierFacts, initial

MAIN, NORTH, SOUTH = "1", "2", "3"
DONG_NORTH, TAY_NORTH, DONG_SOUTH, TAY_SOUTH = "4", "5", "6", "7"
SITES = (
    SiteFacts(MAIN, "Điểm cầu chính", "Chính", "tinh", 1, find="diem cau chinh"),
    SiteFacts(NORTH, "Huyện Bắc", "Bắc", "huyen", 2, up=MAIN, find="huyen bac"),
    SiteFacts(DONG_NORTH, "Xã Đông", "Đông", "xa", 3, "Huyện Bắc", NORTH, "xa dong huyen bac"),
    SiteFacts(TAY_NORTH, "Xã Tây", "Tây", "xa", 4, "Huyện Bắc", NORTH, "xa tay huyen bac"),
    SiteFacts(SOUTH, "Huyện Nam", "Nam", "huyen", 5, up=MAIN, find="huyen nam"),
    SiteFacts(DONG_SOUTH, "Xã Đông", "Đông", "xa", 6, "Huyện Nam", SOUTH, "xa dong huyen nam"),
    SiteFacts(TAY_SOUTH, "Xã Tây", "Tây", "xa", 7, "Huyện Nam", SOUTH, "xa tay huyen nam"),
)
IDS = tuple(site.id for site in SITES)
TIERS = {
    "tinh": TierFacts("tinh", "Cấp tỉnh", 0),
    "huyen": TierFacts("huyen", "Cấp huyện", 1),
    "xa": TierFacts("xa", "Cấp xã", 2),
}
FACTS = HallFacts(
    "9",
    "Hội nghị thử",
    MAIN,
    tiers=TIERS,
    contact=ContactFacts("Trực kỹ thuật", "0900 000 009"),
    people={"11": "Nông Văn Thử", "12": "Vi Thị Thử"},
)
OPERATOR, OTHER = By("account", "11"), By("account", "12")
NOON = datetime(2021, 12, 24, 5, 0, tzinfo=UTC)


def machine(site: str) -> str:
    """The device that stands in a site's room."""
    return f"may{int(site):05}"


def identity(site: str) -> str:
    return f"site:{site}:{machine(site)}"


@dataclass
class Hall:
    """A hall that is driven by verbs, one second apart, and remembers what happened."""

    state: HallState = field(default_factory=lambda: initial(FACTS, SITES))
    now: datetime = NOON
    happened: list[Event] = field(default_factory=list)

    def do(self, verb: str, by: By = OPERATOR, /, **args: Any) -> tuple[Event, ...]:
        self.now += timedelta(seconds=1)
        events = decide(self.state, parse(by, verb, args), self.now)
        self.state = evolve_all(self.state, events)
        self.happened += events
        return events

    def arrive(self, *sites: str, device: str = "", label: str = "Chrome") -> None:
        for site in sites:
            self.do("device.arrive", By("site", site), site=site, device=device or machine(site), label=label)

    @property
    def shown(self) -> tuple[str, ...]:
        return self.state.stage.sites

    @property
    def next(self) -> tuple[str, ...]:
        return self.state.next.sites if self.state.next else ()

    @property
    def heard(self) -> set[str]:
        return set(self.state.open_microphones)


def hall_with(*sites: str, lobby: bool = True) -> Hall:
    """An open hall with the desk taken, and these sites let in."""
    facts = HallFacts(**{**{f: getattr(FACTS, f) for f in FACTS.__dataclass_fields__}, "lobby": lobby})
    hall = Hall(initial(facts, SITES))
    hall.arrive(*sites)
    if sites and lobby:
        hall.do("admit", devices=[machine(site) for site in sites])
    hall.do("open")
    return hall
