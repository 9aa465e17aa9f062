"""What a process may hold."""

import subprocess
import sys

_LOW = """
import resource
from nhipcau.core.processes import allow_open_files
_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (256, min(hard, 2048)))
allow_open_files()
print(*resource.getrlimit(resource.RLIMIT_NOFILE))
"""


def test_the_shells_limit_of_open_files_is_raised_as_far_as_allowed() -> None:
    ran = subprocess.run([sys.executable, "-c", _LOW], capture_output=True, text=True, check=True, timeout=60)
    soft, hard = map(int, ran.stdout.split())
    assert soft == hard
