"""How long a warm LibreOffice takes to make a PDF of a Word file, where it is installed."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

_LIMIT_SECONDS = 300.0


def warm_ms(files: Sequence[bytes]) -> float | None:
    """Milliseconds a file; None without LibreOffice.

    One run converts a single file, the next all of them: the difference leaves out the program's start and its first
    paper, which is kinder to it than a start for each.
    """
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="nhipcau-bench-") as folder:
        paths = [Path(folder, f"{place}.docx") for place in range(len(files))]
        for path, content in zip(paths, files, strict=True):
            path.write_bytes(content)
        _convert(program, Path(folder), paths[:1])
        one = _convert(program, Path(folder), paths[:1])
        every = _convert(program, Path(folder), paths)
    return (every - one) / (len(files) - 1) * 1000


def _convert(program: str, folder: Path, paths: list[Path]) -> float:
    began = time.perf_counter()
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'settings').as_uri()}",
            "--headless",
            *("--convert-to", "pdf", "--outdir", str(folder / "out")),
            *map(str, paths),
        ],
        check=True,
        capture_output=True,
        timeout=_LIMIT_SECONDS,
    )
    return time.perf_counter() - began
