"""Pages go compressed: one with 212 sites is 300 kB of markup, a tenth of it on the line.

Files are left as they are: most are compressed already, and a download shows how far it is. Against guessing a secret
by the size of an answer Django pads each by a random length and masks the form token.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressedPages(GZipMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
