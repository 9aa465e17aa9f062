"""What `nhipcau doctor` says of one thing it looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """text: what is so; advice: what to do where it is not good."""

    good: bool
    text: str
    advice: str = ""
