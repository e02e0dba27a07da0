"""Random rows of an export: parallel facts, partial dates, several evidences, odd and astral characters."""

import json
from typing import Any

from hypothesis import strategies as st

from graph.dates import is_partial_date
from graph.fact import Assertion, short_hash
from graph.text import BASE
from ontology import load_vocabulary

Row = dict[str, Any]
VOCABULARY = load_vocabulary()

odd = st.sampled_from(
    [
        "聯盟",
        "𠮷野家",
        'a"b\\c',
        "<&>",
        "\n\t\r ",
        "\x00\x0b",
        "@zh",
        "\ufffe",
        "^^xsd:date",
        "é\u0301",
        "",
        " ",
        "\u2028",
    ]
)
texts = st.one_of(odd, st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
names = texts.filter(bool)
keys = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=12, max_size=12)
hexes = st.text("0123456789abcdef", min_size=64, max_size=64)
dates = st.one_of(
    st.sampled_from(["2011", "2011-08", "2011-08-23", "2011-02-30", "0000", "9999-12-31"]),
    st.dates().map(lambda day: day.isoformat()).filter(is_partial_date),
)
confidences = st.floats(0, 1, allow_nan=False).map(lambda number: round(number, 9))


def drawn(draw: st.DrawFn, **keys: st.SearchStrategy[Any]) -> Row:
    """Some of the keys, each with a value."""
    return {key: draw(values) for key, values in keys.items() if draw(st.booleans())}


@st.composite
def entities(draw: st.DrawFn) -> list[Row]:
    rows = []
    for key in draw(st.lists(keys, min_size=2, max_size=4, unique=True)):
        kind = draw(st.sampled_from([kind.name for kind in VOCABULARY.entity_kinds]))
        labels = ["Official", "Person"] if kind == "Person" and draw(st.booleans()) else [kind]
        row = {"line": "entity", "iri": f"{BASE}id/{kind.lower()}/{key}", "id": key, "labels": labels}
        row |= {"name": draw(texts), "aliases": draw(st.lists(texts, max_size=3))}
        row |= drawn(draw, pinyin=texts, initials=texts, date=dates, date_end=dates, document_number=texts)
        row |= drawn(
            draw, type=st.sampled_from(["forum", "meeting", "未列"]), founded=dates, evaluated=st.integers(0, 99)
        )
        rows.append(row | drawn(draw, field=names, status=st.sampled_from(["pilot", "other"]), note=texts))
    return rows


@st.composite
def documents(draw: st.DrawFn) -> list[Row]:
    rows, digest = [], draw(hexes)
    for name in draw(st.lists(names, min_size=1, max_size=3, unique=True)):
        # Two documents may have the same bytes.
        sha = draw(st.sampled_from([digest, digest[::-1]]))
        row = {"line": "document", "id": name, "sha256": sha, "text_sha256": sha, "genre": "web", "state": "loaded"}
        row |= drawn(draw, title=texts, date=dates, issuer=texts, document_number=texts, series=texts, path=texts)
        rows.append(row | drawn(draw, text=texts, reading=texts, statements=st.integers(0), lines_total=st.integers(0)))
    for number in draw(st.sets(st.integers(0, 3), max_size=2)):
        row = {"line": "document", "id": f"page-{number:012x}", "genre": "page", "state": "loaded"}
        rows.append(row | {"source_url": draw(texts)} | drawn(draw, title=texts, site_kind=names, is_copy=texts))
    return [row for at, row in enumerate(rows) if row["id"] not in {other["id"] for other in rows[:at]}]


@st.composite
def passages(draw: st.DrawFn, sources: list[str]) -> list[Row]:
    rows = []
    for start in draw(st.lists(st.integers(0, 999), min_size=1, max_size=4, unique=True)):
        end = start + draw(st.integers(1, 300))
        row = {"line": "passage", "id": f"{BASE}text/{'ab' * 8}#char={start},{end}", "start": start, "end": end}
        held = {"in": sorted(draw(st.sets(st.sampled_from(sources), min_size=1)))}
        held |= {"from": sorted(draw(st.sets(st.sampled_from(sources))))}
        rows.append(row | held | {"text": draw(texts)} | drawn(draw, place=texts))
    return rows


@st.composite
def coded(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """Concepts of an open scheme, and values."""
    label = st.text("联盟聯abc𠮷 ", max_size=5)
    concepts = [
        {"line": "concept", "id": f"concept-field-{n}", "scheme": "field", "notation": n}
        | {"label_zh": draw(label), "label_en": draw(label)}
        for n in draw(st.lists(names, min_size=1, max_size=2, unique=True))
    ]
    values = [
        {"line": "value", "id": "value-" + short_hash([d, v], 16), "value": v, "datatype": d}
        for d, v in draw(
            st.lists(
                st.one_of(
                    st.tuples(st.just("date"), dates),
                    st.tuples(st.just("text"), texts),
                    st.tuples(st.just("integer"), st.sampled_from(["7", "007", "-3", "many"])),
                ),
                min_size=1,
                max_size=3,
                unique=True,
            )
        )
    ]
    return concepts, values


@st.composite
def relationships(
    draw: st.DrawFn, nodes: list[str], sources: list[str], spans: list[Row], concepts: list[Row], values: list[Row]
) -> list[Row]:
    rows = {}
    for _ in range(draw(st.integers(1, 5))):
        sort = draw(st.sampled_from(["MEMBER_OF", "HOLDS_POST", "DESIGNATES", "SIGNS_WITH", "IN_FIELD", "HAS_VALUE"]))
        qualifiers, target = _qualifiers(draw, sort), draw(st.sampled_from(nodes))
        if sort in ("IN_FIELD", "HAS_VALUE"):
            target = draw(st.sampled_from(concepts if sort == "IN_FIELD" else values))["id"]
        told = [_assertion(draw, qualifiers, sources, spans) for _ in range(draw(st.integers(1, 3)))]
        key = draw(keys) + "abcd"
        row = {"line": "relationship", "iri": f"{BASE}id/{sort.lower()}/{key}", "id": key, "type": sort}
        row |= {"subject": draw(st.sampled_from(nodes)), "object": target, **qualifiers}
        row |= drawn(draw, valid_from=dates, valid_until=dates, observed_on=dates, last_observed_on=dates)
        row |= {"confidence": draw(confidences), "evidence": draw(st.permutations(sorted({a.passage for a in told})))}
        row |= {"sources": sorted({a.source for a in told}), "documents": sorted({a.document for a in told})}
        row |= {"rules": sorted({a.rule for a in told}), "assertions": sorted({a.as_json() for a in told})}
        rows[sort, key] = row
    return [row for _, row in sorted(rows.items())]


def _qualifiers(draw: st.DrawFn, sort: str) -> Row:
    if sort == "MEMBER_OF":
        roles = st.sampled_from(["成员单位", "理事单位"])
        return drawn(draw, role=roles, status=st.sampled_from(["joined", "revoked"]), date=dates)
    if sort == "HOLDS_POST":
        return {"title": draw(texts)} | drawn(draw, date=dates)
    if sort == "DESIGNATES":
        return {"status": "pilot", "number": draw(st.sampled_from(["1", "07", "一"]))}
    if sort == "SIGNS_WITH":
        return drawn(draw, date=dates)
    return {"property": "field" if sort == "IN_FIELD" else "founded"} | drawn(draw, date=dates)


def _assertion(draw: st.DrawFn, qualifiers: Row, sources: list[str], spans: list[Row]) -> Assertion:
    span = draw(st.sampled_from(spans))
    return Assertion(
        document=draw(st.sampled_from(sources)),
        passage=span["id"],
        start=draw(st.sampled_from([span["start"], 5])),
        rule=draw(texts),
        confidence=draw(st.one_of(confidences, st.sampled_from([0, 1]))),
        qualifiers=qualifiers,
        source=draw(st.sampled_from(sources)),
        observed=draw(st.none() | dates),
        source_date=draw(st.none() | dates),
    )


@st.composite
def traces(draw: st.DrawFn, nodes: list[Row], sources: list[str]) -> tuple[list[Row], list[Row]]:
    """Listings and mentions."""
    listings = {}
    for _ in range(draw(st.integers(0, 2))):
        subject, target = draw(st.sampled_from(sources)), draw(st.sampled_from(sources))
        row = {"line": "lists", "type": "LISTS", "subject": subject, "object": target, "url": draw(texts)}
        listings[f"{subject}|{target}"] = row | drawn(draw, title=texts, date=dates, site_kind=names, is_copy=texts)
    mentions = {}
    for index in range(draw(st.integers(0, 4))):
        node, subject = draw(st.sampled_from(nodes)), draw(st.sampled_from(sources))
        row = {"line": "mentions", "type": "MENTIONS", "subject": subject, "object": node["id"], "index": index}
        row |= {"id": f"{subject}#{index}", "kind": node["labels"][-1], "name": draw(texts)}
        row |= drawn(
            draw, aliases=st.lists(texts, min_size=1, max_size=3), defined=st.lists(texts, min_size=1, max_size=2)
        )
        row |= drawn(draw, type=st.just("forum"), date=dates, date_end=dates, number=texts)
        row |= drawn(draw, ties=st.lists(texts, min_size=1, max_size=2), bodies=st.lists(st.integers(0, 9), min_size=1))
        mentions[row["id"]] = row
    return [listings[key] for key in sorted(listings)], [mentions[key] for key in sorted(mentions)]


@st.composite
def exports(draw: st.DrawFn) -> list[Row]:
    """The rows of a whole export, in its order."""
    nodes, held = draw(entities()), draw(documents())
    concepts, values = draw(coded())
    ids, sources = [row["id"] for row in nodes], [row["id"] for row in held]
    spans = draw(passages(sources))
    facts = draw(relationships(ids, sources, spans, concepts, values))
    listings, mentions = draw(traces(nodes, sources))
    by_type = sorted([*facts, *listings, *mentions], key=_type)
    parts = [sorted(part, key=lambda row: row["id"]) for part in (nodes, concepts, values, held, spans)]
    rows = [row for part in parts for row in part] + by_type
    return [json.loads(json.dumps(row)) for row in rows]


def _type(row: Row) -> str:
    return row["line"].upper() if row["line"] in ("lists", "mentions") else row["type"]
