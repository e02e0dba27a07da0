"""Bodies that share one head word: 江苏、广东和青岛等省市农业局 are three bureaux, none of which is written out.

The annotation guide makes no entities of them; a remark says which bodies are meant.
"""

import re
from collections.abc import Iterator

from graph.model import Remark
from loaders.facts.page import Page
from loaders.knowledge import load_knowledge

_HEAD = re.compile(
    r"等(?:[0-9一二三四五六七八九十]{0,3}个?)(?:省区市|省市区|省市|省份|省|市|区县|地)的?"
    r"(?P<head>[\u4e00-\u9fff]{1,6}?(?:厅|局|委))(?![长员会托])"
)
_NO_LIST = re.compile("[^\u4e00-\u9fff、]")
_LONGEST_PLACE, _MOST_PLACES = 8, 30
_JOINTS = re.compile("[、和与及]")
_MUNICIPAL = frozenset(("北京", "上海", "天津", "重庆"))


def bureaux(places: str, head: str) -> list[str]:
    """The bodies that a list of places and a shared head word mean; none when an item is no province or city."""
    known = load_knowledge().places
    found = []
    for place in _JOINTS.split(places):
        kind = known.get(place)
        if kind not in {"province", "provinceshort", "city"}:
            return []
        bare = place[-1] in "省市区州" or kind == "provinceshort"
        suffix = "" if bare else "省" if kind == "province" and place not in _MUNICIPAL else "市"
        found.append(place + suffix + head)
    return found


def shared_heads(page: Page, sentence: tuple[int, int]) -> Iterator[Remark]:
    """Remarks on a sentence: a list of places before one head word, with the bodies it means as the detail."""
    text = page.reading.text
    first, end = page.encoded.span(*sentence)
    for match in _HEAD.finditer(text, first, end):
        start = _list_start(text, first, match.start())
        if start is not None and (found := bureaux(_listed(text[start : match.start()]), match["head"])):
            words = text[start : match.end()]
            yield Remark(*page.block.span(start, match.end()), "unknown_unit", words, "、".join(found))


def _list_start(text: str, first: int, end: int) -> int | None:
    """Where a list of short words that ends at ``end`` begins, or None when there are not two of them."""
    lowest = max(first, end - _MOST_PLACES * (_LONGEST_PLACE + 1))
    start = lowest + max((other.end() for other in _NO_LIST.finditer(text[lowest:end])), default=0)
    last = end
    for joint in reversed(list(_JOINTS.finditer(text, start, end))):
        if not 2 <= last - joint.end() <= _LONGEST_PLACE:
            break
        last = joint.start()
    first_item = max(start, last - _LONGEST_PLACE)
    return first_item if last < end and last - first_item > 1 else None


def _listed(words: str) -> str:
    """The list without the words before its first place."""
    known = load_knowledge().places
    first, rest = _JOINTS.split(words, maxsplit=1)
    at = next((i for i in range(len(first) - 1) if first[i:] in known), 0)
    return words[at:] if rest else words
