"""What a register holds, and what it lacks."""

from dataclasses import dataclass

from nhipcau.documents.models import Register


@dataclass(frozen=True, slots=True)
class Holes:
    """Numbers given or passed over of which nothing is known. listed: as runs, at most so many."""

    count: int
    runs: list[tuple[int, int]]


def holes(register: Register, most: int = 50) -> Holes:
    """Numbers between the first and the last of the register that no entry has."""
    runs: list[tuple[int, int]] = []
    count, expected = 0, register.first
    taken = register.entries.filter(number__gte=register.first).order_by("number").values_list("number", flat=True)
    for number in [*taken.iterator(), register.last + 1]:
        if number > expected:
            count += number - expected
            runs.append((expected, number - 1))
        expected = max(expected, number + 1)
    return Holes(count, runs[:most])
