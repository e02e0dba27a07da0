"""Loading: readings come in, documents go out, and identity is settled over all that remain.

This is the one place where the graph changes. Resolution is a pure function of all mentions, so when a new document
makes two entities one (or its withdrawal parts them), the documents concerned are taken out under their old keys and
put in under the new ones in the same step. What reviewers decided (``decisions.jsonl``) takes part in every change.
"""

import fcntl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from graph.document_facts import DocumentFacts, mentions_of, resolve
from graph.entity import Mentioned
from graph.errors import StateError
from graph.model import Reading
from graph.recovery import orphaned_entities, sweep, traces, under_way
from graph.report import Changes
from graph.settings import Settings
from graph.state import GraphState, load_readings, load_state
from graph.store import Store
from graph.writer import Plan, Writer
from loaders.decisions import links, read_decisions
from loaders.identity import cluster
from loaders.parting import as_loaded, outdated, part
from loaders.registry import load_registry, save_registry
from loaders.sides import Link
from ontology import Vocabulary

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Loader:
    """The store, the vocabulary and the home's registry, together what a load needs."""

    store: Store
    vocabulary: Vocabulary
    settings: Settings

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Holds the home's write lock, so that two processes never load at the same time; waits for the other."""
        with _locked(self.settings.home / "write.lock"):
            yield

    def change(
        self,
        state: GraphState,
        enter: Mapping[str, Reading],
        leave: frozenset[str] = frozenset(),
        progress: Progress | None = None,
    ) -> Changes:
        """Puts the readings in and takes the documents in ``leave`` out; finishes first what a killed process left."""
        unfinished = under_way(state)
        broken = traces(self.store, state, self.vocabulary)
        ahead = {name for name, doing in unfinished.items() if doing == "loading"} - set(enter) - leave
        decided = links(read_decisions(self.settings.decisions_file))
        ahead |= outdated(state.mentions, decided) - set(enter) - leave - set(broken)
        entering = {**load_readings(self.store, ahead), **enter} if ahead else dict(enter)
        gone = {name for name in state.documents if name in leave} | (set(unfinished) - set(entering))
        apart = {*entering, *gone, *broken}
        kept = [m for m in state.mentions if m.document not in apart]
        settled = self._settle(kept, {name: part(reading, decided) for name, reading in entering.items()}, decided)
        moved = {m.document for m in kept if settled[m.id] != m.entity}
        old = load_readings(self.store, ((set(entering) | gone | moved) & set(state.documents)) - set(broken))
        before = {m.id: m.entity for m in state.mentions}
        loaded = {
            name: as_loaded(reading, (m for m in state.mentions if m.document == name)) for name, reading in old.items()
        }
        withdraw = {name: resolve(reading, before, self.vocabulary) for name, reading in loaded.items()} | broken
        entering |= {name: old[name] for name in moved}
        new: dict[str, tuple[Reading, DocumentFacts]] = {
            name: (reading, resolve(part(reading, decided), settled, self.vocabulary))
            for name, reading in entering.items()
        }
        mentions = [replace(m, entity=settled[m.id]) for m in kept if m.document not in moved]
        mentions += [m for _, facts in new.values() for m in facts.mentions]
        suspects = orphaned_entities(self.store) if unfinished else frozenset()
        known = None if unfinished else frozenset(m.entity for m in state.mentions)
        plan = Plan(withdraw, new, mentions, suspects, known)
        changes = Writer(self.store, self.vocabulary).apply(plan, progress)
        if unfinished:
            sweep(self.store, self.vocabulary)
        return changes

    def state(self) -> GraphState:
        """The documents and mentions of the graph as they stand."""
        return load_state(self.store)

    def _settle(
        self, kept: list[Mentioned], entering: Mapping[str, Reading], decided: Sequence[Link]
    ) -> dict[str, str]:
        """The entity key of every mention; new keys are on disk before they are used."""
        registry = load_registry(self.settings.registry_file)
        mentions = [*kept, *(m for reading in entering.values() for m in mentions_of(reading))]
        keys = cluster(mentions, registry.key_of, decided, registry.former)
        save_registry(registry, self.settings.registry_file)
        return keys


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = path.open("a")
    except OSError as error:
        raise StateError(
            f"The home folder {path.parent} can't be written ({error.strerror}); choose another."
        ) from error
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
