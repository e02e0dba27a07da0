"""Finishing: drafts become entities, facts become statements, in the order of the text."""

import re
from dataclasses import dataclass

from graph.door import LONGEST_PASSAGE
from graph.model import Entity, EntityMention, Statement, ValueStatement
from loaders.document_pass import deduplicated
from loaders.facts.article import Article
from loaders.facts.drafts import Draft, Drafts, Fact, match_key
from loaders.facts.register import Register
from loaders.grounding import forms_of, grounded
from loaders.uniting import unite


@dataclass(frozen=True, slots=True)
class Finished:
    """What a reading is made of, without its ledger; ``spans`` are all telling passages, also of repeated facts."""

    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    values: tuple[ValueStatement, ...]
    mentions: tuple[EntityMention, ...]
    spans: tuple[tuple[int, int, str], ...]


def finish(register: Register, articles: dict[int | None, Article]) -> Finished:
    """Unite the drafts that are one thing and write everything down.

    A fact whose passage names neither of its ends is left out, and its line counts as unread.
    """
    drafts = register.drafts
    unite(drafts, _articles_of(register, articles), register.knowledge)
    facts = sorted(deduplicated(drafts), key=lambda f: (f.start, f.end, f.predicate, f.subject, f.object))
    shadows = _shadows(drafts, facts)
    order = sorted(
        (i for i in drafts.roots() if i not in shadows), key=lambda i: (drafts[i].start, drafts[i].end, drafts[i].kind)
    )
    number = {root: i for i, root in enumerate(order)}
    entities = tuple(_entity(drafts[root]) for root in order)
    text = register.document.text
    statements, bare = [], set()
    for f in facts:
        ends = number[f.subject], number[f.object]
        span = grounded(text, f.start, f.end, forms_of(entities[end] for end in ends))
        if span is None:
            bare.add((f.start, f.end, f.rule))
        else:
            statements.append(Statement(ends[0], f.predicate, ends[1], f.qualifiers, *span, f.rule, f.confidence))
    values: dict[tuple[int, str], ValueStatement] = {}
    for v in drafts.values:
        if drafts.root(v.subject) in shadows:
            continue
        subject = number[drafts.root(v.subject)]
        span = grounded(text, v.start, v.end, [*forms_of([entities[subject]]), v.value])
        if span is not None:
            told = ValueStatement(subject, v.property, v.value, v.datatype, *span, v.rule, v.confidence)
            values.setdefault((subject, v.property), told)
    used = {s.subject for s in statements} | {s.object for s in statements}
    mentions = tuple(
        EntityMention(number[root], drafts[root].start, min(drafts[root].end, drafts[root].start + LONGEST_PASSAGE))
        for root in order
        if number[root] not in used and drafts[root].kind != "Place"
    )
    ordered = tuple(sorted(values.values(), key=lambda v: (v.start, v.end, v.property, v.subject)))
    told_at = ((f.start, f.end, f.rule) for f in drafts.facts)
    spans = tuple(span for span in told_at if span not in bare)
    return Finished(entities, tuple(statements), ordered, mentions, spans)


def _shadows(drafts: Drafts, facts: list[Fact]) -> set[int]:
    """Entities no fact speaks of whose name another kind bears in a fact: a venue that looks like a body."""
    used = {end for fact in facts for end in (fact.subject, fact.object)}
    names = {
        match_key(form) for i in used if drafts[i].kind in {"Place", "Project", "Event"} for form in drafts[i].forms
    }
    return {
        i
        for i in drafts.roots()
        if i not in used
        and drafts[i].kind in {"Organization", "PolicyDocument"}
        and any(match_key(form) in names for form in drafts[i].forms)
    }


def _articles_of(register: Register, articles: dict[int | None, Article]) -> dict[int, set[int]]:
    """The articles in which each alliance is named."""
    found: dict[int, set[int]] = {}
    for index, article in articles.items():
        for page in article.pages:
            for mention in page.reading.bodies:
                if mention.letter == "A" and index is not None and page.block.role != "row":
                    entity = register.drafts.find("Alliance", mention.name)
                    if entity is not None:
                        found.setdefault(entity, set()).add(index)
    return found


def _entity(draft: Draft) -> Entity:
    """The entity of a draft: its fullest form first, each other form once."""
    name = draft.name or (_fullest(draft) if draft.kind in {"Alliance", "Organization"} else next(iter(draft.forms)))
    if draft.kind == "Event" and draft.name is None:
        plain = [re.sub(r"[(（](?:以下)?(?:简称|下称)[^)）]*[)）]", "", form) for form in draft.forms]
        name = max(plain, key=lambda form: (len(match_key(form)) <= 120, len(match_key(form))))
    seen = {name}
    aliases = tuple(form for form in draft.forms if form not in seen and not seen.add(form))  # type: ignore[func-returns-value]
    defined = tuple(form for form in draft.defined if form != name)
    number = draft.number if draft.kind == "PolicyDocument" else None
    date = draft.date if draft.kind in {"Event", "PolicyDocument"} else None
    return Entity(draft.kind, name, aliases, defined, draft.type, date, draft.date_end, number)


def _fullest(draft: Draft) -> str:
    """The longest form without masked characters; among equals the first."""
    return max(draft.forms, key=lambda form: ("*" not in form, len(form)))
