"""Home: to each role what it has to do next, the most urgent first."""

from nhipcau.web.pages.home.page import home

__all__ = ["home"]
