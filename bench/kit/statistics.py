"""Percentiles as they are printed: a value that was really measured, never one in between."""

import math
from collections.abc import Iterable


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest measured value that at least `share` (0…1) of all values do not exceed (nearest rank)."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("nothing was measured")
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def p50_ms(values: Iterable[float]) -> float:
    return round(percentile(values, 0.50), 1)


def p95_ms(values: Iterable[float]) -> float:
    return round(percentile(values, 0.95), 1)
