"""Coverage: what was expected in a document and not read, so that a reader knows what was missed."""

from collections.abc import Iterable

from graph.model import Remark
from loaders.coverage.counts import list_counts, told_counts
from loaders.coverage.distributed import shared_heads
from loaders.coverage.triggers import Told, without_fact
from loaders.coverage.unknown import unknown_cells, unknown_words
from loaders.facts.page import Page
from loaders.layout import Layout
from loaders.rules import Rulebook

__all__ = ["remarks"]

_RUNNING = frozenset(("paragraph", "item"))


def remarks(
    layout: Layout, pages: Iterable[Page], spans: Iterable[tuple[int, int]], rulebook: Rulebook
) -> tuple[Remark, ...]:
    """The remarks on a document, in the order of the text.

    ``pages`` are its blocks as they were read, ``spans`` the source spans from which a statement or value was read.
    """
    told = Told(spans)
    found: list[Remark] = []
    rows: list[Page] = []
    for page in pages:
        if page.block.role == "row":
            rows.append(page)
            found += unknown_cells(page, told)
        elif page.block.role in _RUNNING:
            for sentence in page.sentences():
                held = frozenset(page.encoded.code[slice(*sentence)])
                found += without_fact(page, sentence, held, told, rulebook)
                found += told_counts(page, sentence, held)
                found += unknown_words(page, sentence, held)
                found += shared_heads(page, sentence)
    found += list_counts(layout, rows, told)
    return tuple(sorted(dict.fromkeys(found), key=lambda r: (r.start, r.end, r.kind, r.words)))
