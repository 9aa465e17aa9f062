"""The command: one JSON object on standard output, exit 0; a paper that cannot be read, one line on standard "
"error, exit 2."""

from __future__ import annotations

import json
import sys
from typing import TextIO

from nhipcau.documents.intake.child import read_upload
from nhipcau.documents.intake.files import file_bytes, read_bytes
from nhipcau.documents.intake.unreadable import UnreadablePaper


def run(path: str, spans: bool, out: TextIO, err: TextIO) -> int:
    """Read the file at `path`, or text from standard input where it is "-"."""
    try:
        reading = read_bytes(sys.stdin.buffer.read(), "-.txt") if path == "-" else read_upload(file_bytes(path), path)
    except UnreadablePaper as refusal:
        err.write(f"{refusal.message} {refusal.hint}\n")
        return 2
    json.dump(reading.to_json(spans), out, ensure_ascii=False, indent=2)
    out.write("\n")
    return 0
