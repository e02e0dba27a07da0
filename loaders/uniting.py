"""Uniting: which drafts of a document are one thing under several names.

Who may be whom is looked up in an index of names, so a document with very many names takes no longer for each of them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from loaders.cores import core, is_full, swapped, within
from loaders.document_pass import is_brand, placeless
from loaders.facts.drafts import Drafts, match_key
from loaders.facts.verbal import rite
from loaders.knowledge import Knowledge
from loaders.shortening import complete

_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,3}[省市]")
_OFFICE = tuple("司处室局厅委")
_PARENT_ENDS = frozenset("司部局厅委院")
_DIVISIONS = frozenset("省市县区")
_PLACE_ENDS = frozenset("市县区省州")
_LEGAL = re.compile(r"(?:\(集团\)|（集团）|集团|控股|股份|有限责任公司|有限公司|总公司|公司){1,5}$")
_LONGEST_OFFICE = 100
_LONGEST_BARE_PLACE = 7
_BRANDS = (4, 5, 6)


def unite(drafts: Drafts, articles: dict[int, set[int]], knowledge: Knowledge) -> None:
    """Find which drafts are one; ``articles`` gives the articles in which each alliance is named."""
    unite_alliances(drafts, articles)
    unite_companies(drafts, knowledge)
    unite_forms(drafts)
    complete(drafts)
    unite_offices(drafts)
    unite_places(drafts)
    unite_events(drafts)


def unite_alliances(drafts: Drafts, articles: dict[int, set[int]]) -> None:
    """Find which names are of one alliance.

    Equal cores are one. A short name (…联盟) and a full one are one when its core is a subsequence of the full core and
    no third alliance fits; inside one article this needs no uniqueness. Two full names are one only when they differ by
    at most two characters or a swap and neither stands in a list. ``articles`` gives the articles of each draft.
    """
    by_core: dict[str, int] = {}
    for entity in _of_kind(drafts, "Alliance"):
        key = core(next(iter(drafts[entity].forms)))
        if key and key in by_core and not (drafts[entity].listed and drafts[by_core[key]].listed):
            drafts.merge(by_core[key], entity)
        elif key:
            by_core[key] = entity
    found = _of_kind(drafts, "Alliance")
    cores = _Cores(drafts, found)
    # the fuller short names first, so that they don't compete for the shortest ones
    for entity in sorted(found, key=lambda i: -max(len(core(form)) for form in drafts[i].forms)):
        if drafts.root(entity) != entity:
            continue
        others = {drafts.root(other) for other in cores.near(drafts[entity].forms)} - {entity}
        fits = [other for other in others if _may_be(drafts, entity, other)]
        near = [other for other in fits if articles.get(entity, set()) & articles.get(other, set())]
        chosen = near if len(near) == 1 else fits
        if len(chosen) == 1:
            drafts.merge(chosen[0], entity)


class _Cores:
    """The cores of alliances, by their first character together with each other one, and by all their characters."""

    def __init__(self, drafts: Drafts, entities: Iterable[int]) -> None:
        self._pairs: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._letters: dict[str, set[int]] = defaultdict(set)
        for entity in entities:
            for form in drafts[entity].forms:
                whole = core(form)
                for name in {whole, _PLACE.sub("", whole)} - {""}:
                    self._letters["".join(sorted(name))].add(entity)
                    for letter in set(name):
                        self._pairs[name[0], letter].add(entity)

    def near(self, forms: Iterable[str]) -> set[int]:
        """The alliances of which one of the forms may be a short or misprinted name."""
        found: set[int] = set()
        for name in filter(None, map(core, forms)):
            found |= self._letters.get("".join(sorted(name)), set())
            found |= min((self._pairs.get((name[0], letter), set()) for letter in name), key=len)
        return found


def _may_be(drafts: Drafts, short: int, long: int) -> bool:
    """Whether the first alliance's name can shorten or misprint the second's."""
    if drafts[short].listed and drafts[long].listed:
        return False
    for one in drafts[short].forms:
        for other in drafts[long].forms:
            a, b = core(one), core(other)
            if not is_full(one) and is_full(other) and not _PLACE.match(a):
                b = _PLACE.sub("", b)
            if len(a) < 2 or len(b) < 2:
                continue
            if swapped(a, b) or is_full(one) and _PLACE.sub("", b) == a:
                return True
            if len(a) > len(b) or not within(a, b):
                continue
            if not is_full(one) or len(b) - len(a) <= 2:
                return True
    return False


def unite_companies(drafts: Drafts, knowledge: Knowledge) -> None:
    """A brand is the company whose full name begins with it, when only one does."""
    found = _of_kind(drafts, "Organization")
    begun: dict[str, list[tuple[int, str]]] = defaultdict(list)
    inner: dict[str, list[tuple[int, str]]] = defaultdict(list)  # names without their place and legal form
    for i in found:
        for form in drafts[i].forms:
            for length in _BRANDS:
                begun[form[:length]].append((i, form))
            if (plain := placeless(form, knowledge)) != form and len(plain) not in _BRANDS:
                inner[plain].append((i, form))
    for entity in found:
        brand = next(iter(drafts[entity].forms))
        if len(brand) not in _BRANDS and brand not in inner or drafts[entity].organ or drafts.root(entity) != entity:
            continue
        full = begun.get(brand, []) + inner.get(brand, [])
        fits = {drafts.root(other) for other, form in full if is_brand(brand, form, knowledge)} - {entity}
        if len(fits) == 1:
            drafts.merge(fits.pop(), entity)


def unite_forms(drafts: Drafts) -> None:
    """A company written without a part of its legal form (甲集团) is the one with the whole, when only one fits."""
    stems: dict[str, list[tuple[int, str]]] = defaultdict(list)
    found = _of_kind(drafts, "Organization")
    for i in found:
        for form in drafts[i].forms:
            if (stem := _LEGAL.sub("", form)) != form and len(stem) > 1:
                stems[stem].append((i, form))
    for entity in found:
        name = next(iter(drafts[entity].forms))
        if drafts.root(entity) != entity or drafts[entity].organ or not name.endswith(("集团", "公司")):
            continue
        alike = stems.get(_LEGAL.sub("", name), [])
        longer = [(drafts.root(i), form) for i, form in alike if len(form) > len(name) and within(name, form)]
        fits = {root for root, _ in longer} - {entity}
        if len(fits) == 1:
            drafts.merge(fits.pop(), entity)


def unite_offices(drafts: Drafts) -> None:
    """A department that stands alone is the one whose full name ends with it, when only one does."""
    found = _of_kind(drafts, "Organization")
    whole: dict[str, set[int]] = defaultdict(set)
    tails: dict[str, set[int]] = defaultdict(set)
    for i in found:
        for form in drafts[i].forms:
            if form.endswith(_OFFICE) and len(form) <= _LONGEST_OFFICE:
                whole[form].add(i)
                for tail in _office_tails(form):
                    tails[tail].add(i)
    for entity in found:
        name = next(iter(drafts[entity].forms))
        alone = name.endswith(_OFFICE) and 3 < len(name) <= _LONGEST_OFFICE and not drafts[entity].organ
        if not alone or drafts.root(entity) != entity:
            continue
        alike = tails.get(name, set()).union(
            *(whole.get(tail, set()) for tail in _office_tails(name) if tail[0] not in _DIVISIONS)
        )
        others = {drafts.root(other) for other in alike} - {entity}
        if len(others) == 1:
            drafts.merge(others.pop(), entity)


def _office_tails(name: str) -> Iterable[str]:
    """The names by which a department may stand alone: after its parent's name, or after a place's."""
    for at in range(1, len(name)):
        if at <= 3 if name[at] in _DIVISIONS else name[at - 1] in _PARENT_ENDS:
            yield name[at:]


def unite_places(drafts: Drafts) -> None:
    """A bare place name is the one place whose last part it is: 深圳 in 广东省深圳市."""
    found = _of_kind(drafts, "Place")
    tails: dict[str, set[int]] = defaultdict(set)
    for i in found:
        for form in drafts[i].forms:
            for at in range(max(0, len(form) - _LONGEST_BARE_PLACE - 1), len(form)):
                if at:
                    tails[form[at:]].add(i)
                if form[-1] in _PLACE_ENDS:
                    tails[form[at:-1]].add(i)
    for entity in found:
        name = next(iter(drafts[entity].forms))
        if len(name) > _LONGEST_BARE_PLACE or drafts.root(entity) != entity:
            continue
        others = {drafts.root(other) for other in tails.get(name, set())} - {entity}
        if len(others) == 1:
            drafts.merge(others.pop(), entity)


def unite_events(drafts: Drafts) -> None:
    """Events of equal name that no date tells apart are one."""
    by_name: dict[str, int] = {}
    for entity in _of_kind(drafts, "Event"):
        draft = drafts[entity]
        for form in list(draft.forms):
            if rite(form) is not None:
                continue  # every signing is a 签约仪式
            other = by_name.setdefault(match_key(form), entity)
            if drafts.root(other) != drafts.root(entity):
                dates = {drafts[other].date, draft.date} - {None}
                if len(dates) < 2:
                    drafts.merge(other, entity)


def _of_kind(drafts: Drafts, kind: str) -> list[int]:
    return [i for i in drafts.roots() if drafts.entities[i].kind == kind]
