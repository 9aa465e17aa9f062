"""`python -m nhipcau.documents.intake FILE [--spans]`: the reader alone, without web framework or database."""

from __future__ import annotations

import argparse
import sys

from nhipcau.documents.intake.child import KINDS, serve
from nhipcau.documents.intake.command import run


def main() -> int:
    parser = argparse.ArgumentParser(prog="nhipcau intake", description="Đọc văn bản triệu tập, in ra JSON.")
    parser.add_argument(
        "file", nargs="?", default="-", help="tệp .txt, .docx hoặc .pdf; '-' là đọc chữ từ đầu vào chuẩn"
    )
    parser.add_argument("--spans", action="store_true", help="kèm vị trí của từng thông tin trong văn bản")
    parser.add_argument("--child", choices=KINDS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        return serve(given.child)
    return run(given.file, given.spans, sys.stdout, sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
