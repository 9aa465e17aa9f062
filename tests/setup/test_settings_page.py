"""The page of settings says what the class of settings says."""

import sys

from nhipcau.core.config import Config
from nhipcau.media.toolchain import ROOT

sys.path.insert(0, str(ROOT / "deploy"))


def test_the_page_lists_every_setting_as_it_is() -> None:
    from document_settings import PAGE, render

    assert PAGE.read_text(encoding="utf-8") == render(), "run make docs"


def test_every_setting_is_explained() -> None:
    assert [name for name, field in Config.model_fields.items() if not field.description] == []
