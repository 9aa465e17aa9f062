"""The built files of the live pages, under /static/live/.

They are served from the folder as it is at each request: at a first start they are built while the pages are served
already, and whoever opens a room then must not meet a server that looked too early.
"""

import os
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from nhipcau.media.parts import FRONTEND

_FOR_EVER = "public, max-age=31536000, immutable"


class LiveFiles(StaticFiles):
    """Names under assets/ bear a hash of their content and never change."""

    def __init__(self) -> None:
        super().__init__(directory=FRONTEND / "dist", check_dir=False)

    def file_response(
        self, full_path: os.PathLike[str] | str, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response: Any = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["x-content-type-options"] = "nosniff"
        response.headers["cache-control"] = _FOR_EVER if "/assets/" in str(full_path) else "no-cache"
        return response

    async def check_config(self) -> None:
        """Nothing to check: that the folder is not there yet is no fault."""
