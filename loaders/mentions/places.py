"""Places: the gazetteer's names, joined (省 市 县), with districts that only their suffix shows."""

import re

from loaders.mentions.mention import Mention
from loaders.mentions.scan import Scan

_DISTRICT = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:新区|开发区|自治州|自治县|县|区|市|镇|旗|州)")
_AFTER = re.compile(r"(?<=[在赴到])[\u4e00-\u9fff]{2,4}?(?:省|市|县)(?![级委属场])")
_NOT = re.compile(r"(?:区域|市场|县域|州际|市民|区块|镇痛|区间|市值|市政)")


def places(scan: Scan) -> list[Mention]:
    """The places named in a text; adjacent ones are one place (山东省梁山县)."""
    found: list[Mention] = []
    text = scan.text
    for begin, stop in scan.places:
        start, end = begin, stop
        if scan.knowledge.places[text[start:end]] == "country" and text[end : end + 1] in {"人", "籍"}:
            continue
        if (
            (more := _DISTRICT.match(text, end))
            and not _NOT.match(text, more.end() - 1)
            and _clean(scan, end, more.end())
        ):
            end = more.end()
        if found and found[-1].end == start:
            start = found.pop().start
        if found and found[-1].end > start:
            continue
        found.append(Mention("G", start, end, text[start:end], "", "place", 0.8))
    known = {at for m in found for at in range(m.start, m.end)}
    found += [
        Mention("G", match.start(), match.end(), match[0], "", "place.grammar", 0.6)
        for match in _AFTER.finditer(text)
        if match.start() not in known and _clean(scan, match.start(), match.end())
    ]
    return sorted(found, key=lambda m: m.start)


def _clean(scan: Scan, start: int, end: int) -> bool:
    """Whether no stop word lies inside."""
    return not any(at in scan.stops or at in scan.conjunctions for at in range(start + 1, end + 1))
