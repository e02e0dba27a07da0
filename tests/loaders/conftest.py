"""What the tests of the loaders share: the sample documents written for them, and a short way to a layout."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.model import Document
from graph.text import sha256_of
from loaders.genres import segment
from loaders.layout import Layout

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample documents."""
    return SAMPLES


@pytest.fixture(scope="session")
def layout_of() -> Callable[[str], Layout]:
    """The layout of a text."""
    return lambda text: segment(Document("sample", text, "", sha256_of(text.encode()), "text"))


@pytest.fixture(scope="session")
def sample(samples: Path, layout_of: Callable[[str], Layout]) -> Callable[[str], Layout]:
    """The layout of a sample document."""
    return lambda name: layout_of((samples / f"{name}.txt").read_text(encoding="utf-8"))
