"""Papers of many forms with labels, scored: what the reader makes of forms that no single test describes."""

import json
from pathlib import Path

import pytest

from nhipcau.documents.intake import read_text
from nhipcau.documents.intake.reading import EMPTY_FACTS
from tests.documents.scoring import mean, score

CORPUS = Path(__file__).parent / "corpus"
LABELS = sorted(CORPUS.glob("*.expected.json"))
LEAST_MEAN = 0.88
LEAST_OF_ONE = 0.6


def _scores(label: Path) -> dict[str, float]:
    paper = label.with_name(label.name.replace(".expected.json", ".txt")).read_text(encoding="utf-8")
    lines = paper.splitlines(keepends=True)
    while lines and (lines[0].startswith("# ") or not lines[0].strip()):
        lines.pop(0)  # notes above the paper
    return score(json.loads(label.read_text(encoding="utf-8")), read_text("".join(lines)).facts)


def test_there_are_papers() -> None:
    assert LABELS


@pytest.mark.parametrize("label", LABELS, ids=lambda path: path.name.split(".")[0])
def test_a_label_holds_every_key_and_the_paper_is_read(label: Path) -> None:
    assert json.loads(label.read_text(encoding="utf-8")).keys() == EMPTY_FACTS.keys()
    scores = _scores(label)
    assert mean(scores) >= LEAST_OF_ONE, scores


def test_the_papers_together() -> None:
    means = {label.name.split(".")[0]: mean(_scores(label)) for label in LABELS}
    assert sum(means.values()) / len(means) >= LEAST_MEAN, means
