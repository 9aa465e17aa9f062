"""From a fresh checkout to a running system, with nothing but Python 3.11+ (called by the Makefile).

    python3 deploy/setup.py run      .venv with what the product needs
    python3 deploy/setup.py dev      … and what tests and checks need
    python3 deploy/setup.py lock     the lock files anew, from requirements/*.in

Each step leaves a stamp under `.stamps/` with a hash of what it was made from; a step whose stamp still holds is
skipped, so a second start takes seconds. Standard library only.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = ROOT / ".stamps"
REQUIREMENTS = ROOT / "requirements"


def main(arguments: list[str]) -> int:
    wanted = arguments[0] if arguments else "run"
    if wanted not in ("run", "dev", "lock"):
        print(__doc__)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036  # this very check is why
        print(f"Cần Python 3.11 trở lên; {sys.executable} là {sys.version.split()[0]}.")
        return 1
    try:
        make_venv()
        if wanted == "lock":
            install("dev")
            lock()
        else:
            install(wanted)
            install_ourselves()
    except subprocess.CalledProcessError as failed:
        print(f"Bước cài đặt không thành công (mã {failed.returncode}): {' '.join(map(str, failed.cmd[:6]))} …")
        print("Xem lỗi ngay phía trên. Chạy lại lệnh này sẽ tiếp tục từ bước dở dang.")
        return 1
    except KeyboardInterrupt:
        print("Đã dừng giữa chừng. Chạy lại lệnh này sẽ tiếp tục.")
        return 130
    return 0


def make_venv() -> None:
    """`.venv` beside the sources; Debian keeps what that needs in a package of its own."""
    if PYTHON.exists() and any((VENV / "lib").glob("python3*/site-packages/pip")):
        return
    say("Tạo môi trường Python (.venv)")
    if not run_quietly(sys.executable, "-c", "import ensurepip"):
        install_debian("python3-venv", f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def install(name: str) -> None:
    """Every package of a lock file, each held to its hash. `dev` holds all of `run`."""
    file = REQUIREMENTS / f"{name}.txt"
    made_from = digest(file.read_bytes() + str(PYTHON).encode())
    if stamp("dev") == digest((REQUIREMENTS / "dev.txt").read_bytes() + str(PYTHON).encode()):
        return
    if stamp(name) == made_from:
        return
    say(f"Cài các gói Python ({file.relative_to(ROOT)}), khoảng một phút")
    pip("install", "--require-hashes", "-r", str(file))
    set_stamp(name, made_from)


def install_ourselves() -> None:
    """The `nhipcau` command, pointing at the sources."""
    made_from = digest((ROOT / "pyproject.toml").read_bytes() + str(PYTHON).encode())
    if stamp("nhipcau") == made_from and (VENV / "bin" / "nhipcau").exists():
        return
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    set_stamp("nhipcau", made_from)


def lock() -> None:
    """Lock files for every platform and Python 3.11+, with hashes, naming no host."""
    for name in ("run", "dev", "node", "go"):
        say(f"requirements/{name}.txt")
        subprocess.run(
            [VENV / "bin" / "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
            + ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
            + (["--constraint", "requirements/run.txt"] if name == "dev" else [])
            + ["--cache-dir", cache() / "uv", f"requirements/{name}.in", "--output-file", f"requirements/{name}.txt"],
            cwd=ROOT,
            check=True,
        )


def install_debian(*packages: str) -> None:
    """Packages of the system, where we may; else say the line that installs them."""
    line = f"apt-get install {packages[0]}"
    if not (Path("/usr/bin/apt-get").exists() and os.geteuid() == 0):
        print(f"Máy này thiếu {packages[0]}. Trên Debian/Ubuntu: sudo {line}")
        raise SystemExit(1)
    say(line)
    subprocess.run(["apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["apt-get", "install", "-q", "-y", *packages], check=True, stdout=subprocess.DEVNULL)


def pip(*arguments: str) -> None:
    environment = {**os.environ, "PIP_CACHE_DIR": str(cache() / "pip"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run([PYTHON, "-m", "pip", "--quiet", *arguments], env=environment, cwd=ROOT, check=True)


def cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "nhipcau"


def run_quietly(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def stamp(name: str) -> str:
    try:
        return (STAMPS / name).read_text(encoding="ascii")
    except FileNotFoundError:
        return ""


def set_stamp(name: str, made_from: str) -> None:
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).write_text(made_from, encoding="ascii")


def say(text: str) -> None:
    print(f"· {text}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
