"""Who holds which post: a small weighted parse over encoded text.

Lists of persons mix orders (post before or after the name, several posts for one person, one post for several), so
a set of unit patterns with costs is laid over the string and the cheapest cover wins (dynamic programming over the
positions).
What no unit covers costs a little, a post without a person more; so 「甲会会长、乙司李某处长」 is one person
with two posts rather than a stray post and a person.
"""

import re

from loaders.mentions.encode import CODE, Encoded, Person, Phrase
from loaders.mentions.mention import Mention
from loaders.units import NAME, load_units

_BODY = "[" + CODE["O"] + CODE["A"] + CODE["H"] + "]"
_POST, _NAME = CODE["J"], NAME
_SEPARATOR = re.compile(r"[、，；和与及]|以及")


_SKIP = {_POST: 150, _NAME: 300}
_LONGEST = 40  # no unit is longer
_NO_POST = frozenset({"honour"})


def _cover(code: str) -> list[tuple[int, re.Match[str] | None]]:
    """The cheapest cover of the string: (position, unit match or None for a skipped character), in order."""
    units = load_units()
    best = [0] * (len(code) + 1)
    chosen: dict[int, re.Match[str]] = {}
    name = len(code) + _LONGEST  # the next name to the right
    for at in range(len(code) - 1, -1, -1):
        character = code[at]
        if character == _NAME:
            name = at
        cost = best[at + 1] + _SKIP.get(character, 5)
        if name - at < _LONGEST and (character >= "\ue000" or character in "秘办"):
            for unit in units:
                match = unit.pattern.match(code, at)
                if match is None:
                    continue
                price = unit.cost + best[match.end()] + (unit.missing if character in (_POST, _NAME) else 0)
                if price < cost:
                    cost, chosen[at] = price, match
        best[at] = cost
    cover: list[tuple[int, re.Match[str] | None]] = []
    at = 0
    while at < len(code):
        choice = chosen.get(at)
        cover.append((at, choice))
        at = choice.end() if choice else at + 1
    return cover


def _posts(encoded: Encoded, start: int, end: int, body: Mention | None) -> list[tuple[Mention | None, Mention]]:
    """The posts between two places of the code as (body, title); a post without a body takes the one before it."""
    found: list[tuple[Mention | None, Mention]] = []
    for item in encoded.within(start, end):
        if not isinstance(item, Mention):
            continue
        if item.letter in "OAH":
            body = item
        elif item.letter == "J":
            found.append((body, item))
    return found


_WORKS = ("公司", "集团", "大学", "学院", "研究院", "研究所", "科院", "厂", "厅", "局", "司", "处", "部")


def _heir(body: Mention | None, title: str) -> Mention | None:
    """The body that a post without one inherits: a vice chairman after the head of an institute is not at that."""
    if body is not None and title.endswith(("理事长", "秘书长")) and body.name.endswith(_WORKS):
        return None
    return body


def _own_body(title: str, body: Mention | None) -> bool:
    """Whether an inherited body fits a title: a 处长 does not head the 司 that the one before him belongs to."""
    ranks = {"处长": "处", "副处长": "处", "科长": "科", "司长": "司", "局长": "局", "院长": "院", "校长": "学"}
    if body is None or title not in ranks:
        return body is not None
    return body.name.endswith(ranks[title])


def read_persons(encoded: Encoded, names: list[Mention]) -> list[Phrase]:
    """The phrases in which persons are named, with the posts of each.

    ``encoded`` holds bodies and posts; ``names`` are the names in the same text. A post without a body of its own
    takes the body of the unit before it when only a separator lies between them.
    """
    if not names:
        return []
    code = _without_taken(encoded)
    positions: dict[int, Mention] = {}
    spans: list[tuple[int, int]] = []
    for name in names:
        start, end = encoded.at(name.start), encoded.at(name.end - 1) + 1
        spans.append((start, end))
        positions[start] = name
    collapsed, origin, names_at = _collapse(code, spans, positions)
    phrases: list[Phrase] = []
    body: Mention | None = None
    last_end = -1
    for at, match in _cover(collapsed):
        if match is None:
            continue
        linked = last_end >= 0 and _SEPARATOR.fullmatch(collapsed[last_end:at] or "x") is not None
        groups = match.groupdict()
        inherited = body if linked else None
        pre = _posts(encoded, *_span(match, "pre", origin), None) if groups.get("pre") else []
        held = encoded.within(origin[at], origin[match.end()])
        own = next((m for m in held if m.letter in "OAH"), None)
        post_body = _last_body(encoded, match, origin) or inherited
        post = _posts(encoded, *_span(match, "post", origin), post_body) if groups.get("post") else []
        office = next((m.name for m in held if isinstance(m, Mention) and m.letter == "K"), "")
        post = [(b, title._replace(name=office + title.name)) for b, title in post]
        told = _posts(encoded, *_span(match, "told", origin), None) if groups.get("told") else []
        posts = [(b or _heir(inherited, title.name), title) for b, title in (*pre, *post, *told)]
        posts = [(b, title) for b, title in posts if own is not None or b is None or _own_body(title.name, b)]
        people = tuple(
            Person(names_at[i], _held(posts, _noted(encoded, collapsed, i, origin, post_body)))
            for i in range(*match.span("names"))
            if i in names_at
        )
        start, end = origin[at], origin[match.end()]
        phrases.append(Phrase(*encoded.span(start, end), people))
        body = _last_body(encoded, match, origin) or inherited
        last_end = match.end()
    return phrases


def _held(*posts: list[tuple[Mention | None, Mention]]) -> tuple[tuple[Mention | None, Mention], ...]:
    """The posts that are offices: 教授 and 先生 are none."""
    return tuple((body, title) for group in posts for body, title in group if title.value not in _NO_POST)


def _noted(
    encoded: Encoded, collapsed: str, name: int, origin: list[int], body: Mention | None
) -> list[tuple[Mention | None, Mention]]:
    """The posts in brackets after a name; one without a body of its own is at the body of the phrase."""
    if collapsed[name + 1 : name + 2] != "(":
        return []
    closing = collapsed.find(")", name)
    return _posts(encoded, origin[name + 2], origin[closing if closing > 0 else len(collapsed)], body)


_TAKING = re.compile(r"(?:担任|当选为?|兼任|出任|任命为|聘任?为|选举为|推选为|接任|继任|续任|新任)$")


def _without_taken(encoded: Encoded) -> list[str]:
    """The code with the posts that someone takes up (担任 …) hidden: they belong to no name after them."""
    code = list(encoded.code)
    for at, item in zip(encoded.places, encoded.items, strict=True):
        if not isinstance(item, Mention) or item.letter != "J":
            continue
        start = at - 1 if at and re.fullmatch(_BODY, code[at - 1]) else at
        if item.parent or start != at and _TAKING.search(encoded.code[max(0, start - 5) : start]):
            code[at] = " "
    return code


def _span(match: re.Match[str], group: str, origin: list[int]) -> tuple[int, int]:
    return origin[match.start(group)], origin[match.end(group)]


def _last_body(encoded: Encoded, match: re.Match[str], origin: list[int]) -> Mention | None:
    """The last body written in a unit before its name."""
    found = encoded.within(origin[match.start()], origin[match.start("names")], "OAH")
    return found[-1] if found and isinstance(found[-1], Mention) else None


def _collapse(
    code: list[str], spans: list[tuple[int, int]], names: dict[int, Mention]
) -> tuple[str, list[int], dict[int, Mention]]:
    """The code with each name as one character, the way back to the code, and the names by their new offset."""
    out: list[str] = []
    origin: list[int] = []
    found: dict[int, Mention] = {}
    ends = dict(spans)
    at = 0
    for start, end in sorted(ends.items()):
        out += code[at:start]
        origin.extend(range(at, start + 1))
        found[len(out)] = names[start]
        out.append(_NAME)
        at = end
    out += code[at:]
    origin.extend(range(at, len(code) + 1))
    return "".join(out), origin, found
