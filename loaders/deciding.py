"""Deciding: a reviewer's list of doubtful identities, and what becomes of a verdict in the store.

A verdict is written to the home folder first and then carried out by the same change that loading makes, without any
document; so it also holds for everything that is read later. Taking it back restores the graph as it was.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from graph.errors import StateError
from graph.report import Changes
from graph.schema import ensure_schema
from graph.settings import Settings
from graph.state import GraphState
from graph.store import Store
from loaders.decisions import Decision, Verdict, append_decision, in_force, links, read_decisions
from loaders.identity import cluster
from loaders.load import Loader
from loaders.registry import SEED, load_registry
from loaders.review import Proposal, Reason, propose
from loaders.sides import Side, sides
from ontology import load_vocabulary

State = Literal["open", "accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the reviewer's list: the pair, what speaks for it, and what was decided."""

    id: str
    kind: str
    left: str
    right: str
    score: float
    reasons: tuple[Reason, ...]
    state: State

    def as_json(self, language: str) -> dict[str, object]:
        """The item as the command line's contract has it, its reasons in ``zh`` or ``en``."""
        reasons = [reason.zh if language == "zh" else reason.en for reason in self.reasons]
        pair = {"id": self.id, "left": self.left, "right": self.right, "score": self.score}
        return {**pair, "reasons": reasons, "state": self.state}


def review_list(store: Store, settings: Settings) -> list[Item]:
    """What is open, the likeliest first, then what was decided, the latest first."""
    decided = in_force(read_decisions(settings.decisions_file))
    state = Loader(store, load_vocabulary(), settings).state()
    found = [_open(proposal) for proposal in _proposals(state) if proposal.id not in decided]
    return found + [_closed(decision) for decision in reversed(decided.values())]


def accept(store: Store, settings: Settings, pair: str, *, by: str, why: str = "") -> Changes:
    """Makes the two entities of a proposal one.

    Raises StateError when there is no such proposal, or when an earlier decision keeps the two apart.
    """
    return _decide(store, settings, pair, "same", by, why)


def reject(store: Store, settings: Settings, pair: str, *, by: str, why: str = "") -> Changes:
    """Keeps the two entities of a proposal apart, now and whatever is read later; raises as :func:`accept`."""
    return _decide(store, settings, pair, "different", by, why)


def undo(store: Store, settings: Settings, pair: str, *, by: str, why: str = "") -> Changes:
    """Takes the decision on a pair back; the graph is then as if it had never been taken.

    Raises StateError when nothing was decided on the pair.
    """
    loader = _loader(store, settings)
    with loader.alone():
        decision = in_force(read_decisions(settings.decisions_file)).get(pair)
        if decision is None:
            raise StateError(f"Nothing was decided on {pair!r}; `alliancegraph review list` shows what was.")
        undone = replace(decision, verdict="undone", by=by, on=_now(), why=why)
        append_decision(settings.decisions_file, undone)
        return loader.change(loader.state(), {})


def _decide(store: Store, settings: Settings, pair: str, verdict: Verdict, by: str, why: str) -> Changes:
    loader = _loader(store, settings)
    with loader.alone():
        decisions = read_decisions(settings.decisions_file)
        if (earlier := in_force(decisions).get(pair)) is not None:
            raise StateError(
                f"{pair!r} ({earlier.left.name} / {earlier.right.name}) was decided on {earlier.on} by {earlier.by}; "
                "take that back first with `alliancegraph review undo`."
            )
        state = loader.state()
        found = next((proposal for proposal in _proposals(state) if proposal.id == pair), None)
        if found is None:
            raise StateError(f"No proposal has the id {pair!r}; `alliancegraph review list` shows them.")
        decision = Decision(found.kind, *found.sides, verdict, by, _now(), why)
        _check(state, settings, [*decisions, decision], decision)
        append_decision(settings.decisions_file, decision)
        return loader.change(state, {})


def _check(state: GraphState, settings: Settings, decisions: Sequence[Decision], new: Decision) -> None:
    """Raises StateError when earlier decisions do not let the new one come true."""
    registry = load_registry(settings.registry_file)
    keys = cluster(state.mentions, registry.key_of, links(decisions), registry.former)
    index = {mention.id: mention for mention in state.mentions}

    def keys_of(side: Side) -> set[str]:
        return {keys[m.id] for m in state.mentions if m.kind == new.kind and side in sides(m, index)}

    left, right = keys_of(new.left.side), keys_of(new.right.side)
    together = bool(left & right)
    if left and right and together != (new.verdict == "same"):
        word = "kept apart from" if new.verdict == "same" else "joined with"
        raise StateError(
            f"By earlier decisions {new.left.name} is {word} {new.right.name} through a third name; "
            "take one of them back first with `alliancegraph review undo`."
        )


def _proposals(state: GraphState) -> list[Proposal]:
    return propose(state.mentions, (key for key, _, _ in load_registry(SEED).rows))


def _open(proposal: Proposal) -> Item:
    return Item(proposal.id, proposal.kind, proposal.left, proposal.right, proposal.score, proposal.reasons, "open")


def _closed(decision: Decision) -> Item:
    same = decision.verdict == "same"
    reason = Reason(
        f"{decision.by} 于 {decision.on} 判定为{'同一实体' if same else '不同实体'}。{decision.why}",
        f"{decision.by} decided on {decision.on} that they are {'the same' if same else 'different'}. {decision.why}",
    )
    clean = Reason(reason.zh.strip(), reason.en.strip())
    state: State = "accepted" if same else "rejected"
    return Item(decision.id, decision.kind, decision.left.name, decision.right.name, 1.0, (clean,), state)


def _loader(store: Store, settings: Settings) -> Loader:
    vocabulary = load_vocabulary()
    ensure_schema(store, vocabulary)
    return Loader(store, vocabulary, settings)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
