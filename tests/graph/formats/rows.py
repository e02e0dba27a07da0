"""Rows of an export as they come from the store, with everything that is hard to write."""

from typing import Any

ALLIANCE, PERSON, UNIT = "aaaaaaaaaaaa", "pppppppppppp", "uuuuuuuuuuuu"
PASSAGE = "https://w3id.org/alliancegraph/text/0123456789abcdef#char=0,8"
HARD = '甲,"乙"\n<丙 & 丁>\t\r;’𠮷|\\ \u2028é'
"""Separators, quotation marks, markup, line ends and a character outside the first plane."""

FACT = {
    "confidence": 0.9,
    "evidence": [PASSAGE],
    "sources": ["doc"],
    "documents": ["doc"],
    "rules": ["r.one"],
    "assertions": ['{"a": "b;c"}'],
}


def rows(hard: str = HARD) -> list[dict[str, Any]]:
    """A small graph: parallel facts, a value, a concept, a person who is an official."""
    base = "https://w3id.org/alliancegraph/id/"
    entities = [
        (ALLIANCE, ["Alliance"], {"name": hard, "aliases": ["盐业联盟", hard], "founded": "2011-08"}),
        (PERSON, ["Official", "Person"], {"name": "林一舟", "pinyin": "\nlinyizhou\n"}),
        (UNIT, ["Organization"], {"name": "北岭盐业研究院", "aliases": []}),
    ]
    found: list[dict[str, Any]] = [
        {"line": "entity", "iri": f"{base}{labels[-1].lower()}/{key}", "labels": labels, "id": key, **more}
        for key, labels, more in entities
    ]
    found += [
        {"line": "concept", "id": "concept-field-盐业", "scheme": "field", "notation": "盐业", "label_zh": "盐业"},
        {"line": "value", "id": "value-1", "value": "2011-08", "datatype": "date"},
        {"line": "document", "id": "doc", "title": hard, "text": f"{hard}\n", "lines_total": 3, "is_copy": True},
        {"line": "document", "id": "page-0", "genre": "page", "title": ""},
        {"line": "passage", "id": PASSAGE, "start": 0, "end": 8, "text": hard, "in": ["doc"], "from": ["page-0"]},
    ]
    facts = [
        ("HAS_VALUE", "fff1", ALLIANCE, "value-1", {"property": "founded"}),
        ("HOLDS_POST", "fff2", PERSON, ALLIANCE, {"title": "秘书长"}),
        ("HOLDS_POST", "fff3", PERSON, ALLIANCE, {"title": hard, "valid_from": "2011"}),
        ("IN_FIELD", "fff4", ALLIANCE, "concept-field-盐业", {"property": "field"}),
        ("LEADS", "fff5", UNIT, ALLIANCE, {"role": "牵头单位", "confidence": 1.0}),
    ]
    for kind, key, subject, target, more in facts:
        ends = {"type": kind, "subject": subject, "object": target}
        found.append({"line": "relationship", "iri": f"{base}{kind.lower()}/{key}", **ends, **FACT, "id": key, **more})
    found.append({"line": "lists", "type": "LISTS", "subject": "doc", "object": "page-0"})
    found.append(
        {"line": "mentions", "type": "MENTIONS", "subject": "doc", "object": UNIT, "id": "m1", "bodies": [7, 0]}
    )
    found.append(
        {"line": "mentions", "type": "forum", "subject": "doc", "object": ALLIANCE, "id": "m2", "date": "2018"}
    )
    return found
