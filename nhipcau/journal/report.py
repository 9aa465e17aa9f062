"""What `nhipcau verify` prints: is the record as it was written?"""

import json
from dataclasses import asdict
from typing import TextIO

from nhipcau.journal import record
from nhipcau.journal.models import JournalEntry

INTACT, DAMAGED = 0, 1


def run(out: TextIO, *, stream: str | None = None, as_json: bool = False) -> int:
    """Check one stream, or all; the exit status is 0 where nothing was changed or removed, else 1.

    Personal details that were purged on their date are named, but are no damage.
    """
    findings = record.verify(stream)
    damage = [finding for finding in findings if finding.problem != "purged"]
    names = [stream] if stream else record.streams()
    entries = JournalEntry.objects.filter(stream__in=names).count()
    if as_json:
        report = {
            "intact": not damage,
            "streams": len(names),
            "entries": entries,
            "findings": [asdict(finding) for finding in findings],
        }
        out.write(json.dumps(report, ensure_ascii=False) + "\n")
        return DAMAGED if damage else INTACT
    for finding in findings:
        out.write(f"{finding.stream} · {finding.message}\n")
    if damage:
        out.write(f"NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN: {len(damage)} chỗ trong {len(names)} luồng, {entries} mục.\n")
        out.write("Giữ nguyên máy chủ, sao lưu thư mục dữ liệu và báo cho quản trị hệ thống.\n")
        return DAMAGED
    out.write(f"Nhật ký nguyên vẹn: {len(names)} luồng, {entries} mục, chuỗi băm khớp.\n")
    return INTACT
