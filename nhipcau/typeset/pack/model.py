"""What stands in a pack, as words. There is no field for a PIN: it goes by another way, never on the same sheet."""

from __future__ import annotations

from dataclasses import dataclass

from nhipcau.typeset.banner.model import Banner


@dataclass(frozen=True, slots=True)
class Due:
    """Something to do. when: empty where there is no deadline."""

    what: str
    when: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """own: this site's own part, which stands out."""

    when: str
    what: str
    who: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    title: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What the paper says about one thing."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """An empty name or telephone is a blank to be filled in by hand."""

    name: str
    about: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class People:
    title: str
    persons: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Check:
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """mark: printed across each sheet, e.g. ĐÃ HOÃN; facts: (what, words) of the cover; footer: whose sheet
    it is, on each; annex: what follows behind.

    link: of the room, also as QR code; steps: how to get in; banner: filled with the site's own words.
    """

    host: str
    title: str
    site: str
    above: str
    number: str
    footer: str
    facts: tuple[tuple[str, str], ...]
    dues: tuple[Due, ...]
    link: str
    own_link: str
    help: str
    steps: tuple[str, ...]
    paper: str
    passages: tuple[Passage, ...]
    days: tuple[Day, ...]
    people: tuple[People, ...]
    checks: tuple[Check, ...]
    banner: Banner | None = None
    banner_note: str = ""
    annex: str = ""
    mark: str = ""
    warning: str = ""
