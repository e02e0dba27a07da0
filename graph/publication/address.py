"""Addresses: which IRI of the data a path of the server stands for, and which path an IRI has here.

An IRI under the base names a thing; the document about it is found below ``doc/``. ``id/alliance/x`` is described at
``doc/alliance/x``, and so are ``source/…``, ``text/…``, ``scheme/…`` and ``graph/…`` at ``doc/source/…`` and so on.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

from graph.text import BASE

BARE = frozenset({"source", "text", "selector", "scheme", "graph"})
"""The first steps of IRIs that do not begin with ``id/``."""

RECORDS = frozenset({"value", "mentions", "lists", "assertion"})
"""The first steps behind ``id/`` that are neither kinds nor relationship types."""

_STEP = re.compile(r"[^\x00-\x1f\x7f]{1,300}")


@dataclass(frozen=True, slots=True)
class Thing:
    """What the data speaks of: its sort (``alliance``, ``member_of``, ``source`` …) and the rest of its IRI."""

    sort: str
    key: str

    @property
    def iri(self) -> str:
        """The IRI in the data."""
        return f"{BASE}{'' if self.sort in BARE else 'id/'}{self.sort}/{self.key}"

    @property
    def id_path(self) -> str:
        """The path by which the thing is asked for here."""
        return "/" + self.iri[len(BASE) :]

    @property
    def doc_path(self) -> str:
        """The path of the document about it, without a suffix."""
        return f"/doc/{self.sort}/{self.key}"


def sorts(kinds: Iterable[str], relationships: Iterable[str]) -> frozenset[str]:
    """Every sort of thing: kinds of entities and types of relationships, lower case as in IRIs, and the bare ones."""
    return frozenset({*(kind.lower() for kind in kinds), *(name.lower() for name in relationships), *BARE, *RECORDS})


def thing(path: str, known: frozenset[str]) -> Thing | None:
    """The thing that ``sort/key`` stands for, or None when there can be none of that address.

    ``path`` is as the client sent it; its steps are encoded anew as the data has them. Only ``scheme/…`` and
    ``graph/…`` have keys of two steps.
    """
    sort, _, key = path.partition("/")
    steps = [unquote(step) for step in key.split("/")]
    most = 2 if sort in ("scheme", "graph") else 1
    if sort not in known or len(steps) > most or not all(_STEP.fullmatch(step) for step in steps):
        return None
    return Thing(sort, "/".join(quote(step, safe="") for step in steps))


def local(iri: str) -> str:
    """The address of an IRI on this server, as a path; an IRI outside the base stays as it is."""
    if not iri.startswith(BASE):
        return iri
    return "/" + iri[len(BASE) :]
