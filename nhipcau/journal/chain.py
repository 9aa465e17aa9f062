"""The hash chain: what exactly an entry's hash covers.

SHA-256 over the previous hash and the canonical JSON of the entry: keys sorted, no spaces, UTF-8, time in UTC with
microseconds. Anyone can recompute it from an export with no code of ours.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry_hash(
    prev_hash: str, *, stream: str, seq: int, at: datetime, actor: str, kind: str, version: int, data: Mapping[str, Any]
) -> str:
    """Hex SHA-256 of the entry chained to `prev_hash` ("" for the first)."""
    body = canonical(
        {
            "stream": stream,
            "seq": seq,
            "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": actor,
            "kind": kind,
            "version": version,
            "data": data,
        }
    )
    return hashlib.sha256(f"{prev_hash}\n{body}".encode()).hexdigest()


def detail_hash(salt: str, detail: Mapping[str, Any]) -> str:
    """Salted hash of personal details, put into the entry's data under `detail_hash`."""
    return hashlib.sha256(f"{salt}\n{canonical(detail)}".encode()).hexdigest()
