"""What a warm LibreOffice needs to make a PDF of a Word file, where it is installed."""

import resource
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_LIMIT_SECONDS = 300.0


def warm_ms(files: Sequence[bytes]) -> float | None:
    """Milliseconds of processor time a file; None without LibreOffice.

    Processor time, because others' work on the machine must not decide who is quicker. One run converts a single
    file, the next all of them: the difference leaves out the program's start and its first paper, which is kinder to
    it than a start for each.
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
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
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
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
