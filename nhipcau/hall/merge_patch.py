"""JSON Merge Patch (RFC 7396) between views: the difference, and its application.

Views hold no null and no list, which makes merge patches exact. Parts that are the same object in both views are
passed over unread: views share what did not change, so that a difference costs what changed, not what is there.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias, cast

View: TypeAlias = "Mapping[str, View | str | int | float | bool]"
Patch: TypeAlias = "Mapping[str, Patch | str | int | float | bool | None]"


def diff(old: View, new: View) -> Patch:
    """The patch that makes `new` of `old`; empty where they are equal. Neither is changed."""
    if old is new:
        return {}
    patch: dict[str, Patch | str | int | float | bool | None] = {key: None for key in old if key not in new}
    for key, value in new.items():
        before = old.get(key)
        if before is value:
            continue
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            if inner := diff(before, value):
                patch[key] = inner
        elif type(before) is not type(value) or before != value:
            patch[key] = value
    return patch


def apply(document: Any, patch: Any) -> Any:
    """The document after the patch, as RFC 7396 §2 says; the given one stays as it is."""
    if not isinstance(patch, Mapping):
        return patch
    after = dict(cast(Mapping[str, Any], document)) if isinstance(document, Mapping) else {}
    for key, value in cast(Mapping[str, Any], patch).items():
        if value is None:
            after.pop(key, None)
        else:
            after[key] = apply(after.get(key), value)
    return after
