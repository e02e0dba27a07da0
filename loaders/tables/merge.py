"""When two mentions inside one table are one entity.

Every cell that names something makes a draft; here drafts become entities. Alliance, organization, place and project:
the full name. Event: name and date. Policy document: the number, or where one side has none the title, unless dates
differ. Person: the name and a shared body, event or page, over any number of steps.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.dates import agree
from graph.model import Entity
from graph.text import match_key


@dataclass(frozen=True, slots=True)
class Draft:
    """One mention: a name with what the row says of it.

    ``ties`` hold a person's mentions together: ``page-…`` of the page, and ``body:…`` or ``event:…``.
    """

    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    type: str | None = None
    date: str | None = None
    date_end: str | None = None
    number: str | None = None
    ties: frozenset[str] = frozenset()


def merge_drafts(drafts: Sequence[Draft]) -> tuple[tuple[Entity, ...], list[int]]:
    """The entities of a table in order of first mention, and for each draft the index of its entity."""
    groups: list[list[int]] = []
    for kind in dict.fromkeys(draft.kind for draft in drafts):
        members = [i for i, draft in enumerate(drafts) if draft.kind == kind]
        if kind == "Person":
            groups += _persons(drafts, members)
        elif kind == "PolicyDocument":
            groups += _policies(drafts, members)
        else:
            groups += _equal(drafts, members)
    groups.sort(key=lambda group: group[0])
    owner = {member: index for index, group in enumerate(groups) for member in group}
    entities = tuple(_entity([drafts[i] for i in group]) for group in groups)
    return entities, [owner[i] for i in range(len(drafts))]


def _equal(drafts: Sequence[Draft], members: Iterable[int]) -> list[list[int]]:
    groups: dict[tuple[str, str | None], list[int]] = {}
    for i in members:
        date = drafts[i].date if drafts[i].kind == "Event" else None
        groups.setdefault((match_key(drafts[i].name), date), []).append(i)
    return list(groups.values())


def _persons(drafts: Sequence[Draft], members: Iterable[int]) -> list[list[int]]:
    """Union-find over the ties of equal names."""
    parent = {i: i for i in members}

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    first: dict[tuple[str, str], int] = {}
    for i in parent:
        for tie in drafts[i].ties:
            other = root(first.setdefault((match_key(drafts[i].name), tie), i))
            mine = root(i)
            parent[max(mine, other)] = min(mine, other)
    groups: dict[int, list[int]] = {}
    for i in parent:
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())


def _policies(drafts: Sequence[Draft], members: Iterable[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    numbered: dict[str, list[int]] = {}
    titled: dict[str, list[list[int]]] = {}
    for i in members:
        draft, title = drafts[i], match_key(drafts[i].name)
        home = numbered.get(draft.number or "")
        home = home or next((g for g in titled.get(title, []) if _may_be(draft, [drafts[j] for j in g])), None)
        if home is None:
            home = []
            groups.append(home)
        home.append(i)
        if draft.number:
            numbered[draft.number] = home
        if all(home is not group for group in titled.setdefault(title, [])):
            titled[title].append(home)
    return groups


def _may_be(draft: Draft, group: Sequence[Draft]) -> bool:
    """Whether a document may be the one of the same title that ``group`` mentions: no other number, no other date."""
    return all(
        agree(draft.date, other.date) and not (draft.number and other.number and draft.number != other.number)
        for other in group
    )


def _entity(group: Sequence[Draft]) -> Entity:
    """One entity of its mentions: first name that is no bare number, finest date, all other forms as aliases."""
    numbers = {draft.number for draft in group}
    names = [draft.name for draft in group if draft.name not in numbers] or [group[0].name]
    forms = dict.fromkeys([*names, *(alias for draft in group for alias in draft.aliases)])
    dates = [draft.date for draft in group if draft.date]
    return Entity(
        kind=group[0].kind,
        name=names[0],
        aliases=tuple(form for form in forms if form != names[0]),
        type=next((draft.type for draft in group if draft.type), None),
        date=max(dates, key=len) if dates else None,
        date_end=next((draft.date_end for draft in group if draft.date_end), None),
        number=next((draft.number for draft in group if draft.number), None),
        ties=tuple(sorted({tie for draft in group for tie in draft.ties if tie.startswith("page-")})),
    )
