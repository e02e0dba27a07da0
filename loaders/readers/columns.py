"""Columns of lists: what a heading that nobody agreed on means, by ``knowledge/columns.yaml``, its words and its cells.

A heading is known by the file, else by its own words when what stands under it agrees. When no column names an
alliance, a unit or a person, or two may be the same, the list is refused with the option that settles it.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from graph.errors import InputError, UsageError, VocabularyError
from loaders.facts.headings import read_heading

NAMING = frozenset(("alliance", "unit", "lead", "member", "person", "chair", "secretary"))
"""Roles of columns that name somebody; a list without any states nothing."""
_ONCE = ("alliance", "unit", "person")
_ROLES = {"name": "person", "body": "other", "post": "chair", "award": "other"}
"""The role of a column that only its own words tell, where it is not what headings.yaml calls it."""
_AGREE = 0.5
_BODY = re.compile(
    "(?:公司|集团|大学|学院|研究院|研究所|院|所|中心|协会|学会|商会|促进会|研究会|基金会|厂|站|社|银行|局|厅|委|委员会|队|室|园|场|医院|部)"
    r"(?:[(（][^()（）]*[)）])?$"
)
_ALLIANCE = re.compile(r"联盟(?:[(（][^()（）]*[)）])?$")
_LIKE = re.compile(
    r"\D{0,8}(?:名称|全称|单位|企业|机构|时间|日期|职务|姓名|地区|类别|级别|类型|性质|情况|数|电话|领域|行业)"
)
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]|[\s*：:]+")


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of column: its role, and the heading by which rows are read."""

    role: str
    heading: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: what its heading says in the file, and the heading by which its cells are read.

    ``heading`` is None for a column that is left unread; ``known`` tells whether that is as it should be (备注).
    """

    written: str
    role: str
    heading: str | None
    known: bool = True


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds of columns by every heading that the file knows, in comparable form.

    Raises:
        VocabularyError: the file has an entry with other keys than role, heading and names, or a name twice.
    """
    text = (files("loaders.knowledge") / "columns.yaml").read_text(encoding="utf-8")
    found: dict[str, Kind] = {}
    for row in yaml.safe_load(text):
        if set(row) != {"role", "heading", "names"} or not all(isinstance(name, str) for name in row["names"]):
            raise VocabularyError(f"columns.yaml has an entry {row!r} that can't be read; see the head of the file.")
        for name in (row["heading"], *row["names"]):
            if found.setdefault(comparable(name), Kind(row["role"], row["heading"])).heading != row["heading"]:
                raise VocabularyError(f"columns.yaml has the heading {name!r} twice; leave one out.")
    return found


def roles() -> tuple[str, ...]:
    """The roles that a column may be given, in the file's order."""
    return tuple(dict.fromkeys(kind.role for kind in kinds().values()))


def comparable(heading: str) -> str:
    """A heading without blanks, brackets and marks, in one width."""
    folded = unicodedata.normalize("NFKC", heading)
    return _BRACKETS.sub("", folded) or "".join(folded.split())


def canonical(heading: str) -> str:
    """The heading by which a column of a table in a text is read: the usual one for a name that the file knows."""
    kind = kinds().get(comparable(heading))
    return kind.heading if kind is not None and kind.role != "other" else heading


def read_option(words: Sequence[str]) -> dict[str, str]:
    """What ``--column HEADING=ROLE`` says, by heading.

    Raises:
        UsageError: a word has no ``=``, an unknown role, or a heading twice.
    """
    given: dict[str, str] = {}
    for word in words:
        heading, sign, role = word.rpartition("=")
        if not sign or not heading.strip() or role.strip() not in roles():
            raise UsageError(f"--column {word}: write HEADING=ROLE, with a role of {', '.join(roles())}.")
        if given.setdefault(comparable(heading), role.strip()) != role.strip():
            raise UsageError(f"--column gives {heading.strip()!r} two roles; give one.")
    return given


def likeness(row: Sequence[str], given: Mapping[str, str]) -> tuple[int, int]:
    """How much a row looks like the headings of a list: how many of its cells are headings, and a score to compare.

    A heading that the file or a person knows counts twice as much as one that only ends like a heading.
    """
    sure = [name for cell in row if (name := comparable(cell)) and (name in given or name in kinds())]
    like = [name for cell in row if (name := comparable(cell)) not in sure and _LIKE.fullmatch(name)]
    return len(sure) + len(like), 2 * len(sure) + len(like)


def columns_of(headings: Sequence[str], rows: Sequence[Sequence[str]], given: Mapping[str, str]) -> tuple[Column, ...]:
    """What each column of a list is; ``rows`` are the cells under the headings, ``given`` what a person said."""
    return tuple(
        _column(heading, [row[at] for row in rows if at < len(row) and row[at].strip()], given)
        for at, heading in enumerate(headings)
    )


def _column(heading: str, cells: Sequence[str], given: Mapping[str, str]) -> Column:
    name = comparable(heading)
    kind = kinds().get(name)
    if name in given:
        return _given(heading, given[name], kind)
    if kind is not None and kind.role != "other":
        return Column(heading, kind.role, kind.heading)
    meaning = read_heading(name).what
    if kind is not None or (not name and not cells):
        return Column(heading, "other", heading if name and meaning != "unit" else None)
    if meaning == "unit" or not name:
        return _by_cells(heading, cells)
    if meaning == "other":
        return Column(heading, "other", None, known=False)
    return Column(heading, _ROLES.get(meaning, meaning), heading)


def _given(heading: str, role: str, kind: Kind | None) -> Column:
    """A column as a person says it is; its own heading serves when that is of the role."""
    if role == "other":
        return Column(heading, role, None)
    usual = next(kind.heading for kind in kinds().values() if kind.role == role)
    return Column(heading, role, kind.heading if kind is not None and kind.role == role else usual)


def _by_cells(heading: str, cells: Sequence[str]) -> Column:
    """A column whose heading may mean much (名称), by what stands in it."""
    alliances = sum(_ALLIANCE.search(cell.strip()) is not None for cell in cells)
    bodies = sum(_BODY.search(cell.strip()) is not None for cell in cells)
    if cells and alliances >= _AGREE * len(cells):
        return Column(heading, "alliance", "联盟名称")
    if cells and bodies >= _AGREE * len(cells):
        return Column(heading, "unit", "单位名称")
    return Column(heading, "other", None, known=False)


def refusal(columns: Sequence[Column]) -> str | None:
    """Why a list can't be read as its columns stand, with the option that settles it; None when it can."""
    for role in _ONCE:
        same = [column.written for column in columns if column.role == role]
        if len(same) > 1:
            return (
                f"its columns {_listed(same)} may both be the {role}; say which is not, "
                f"with --column {same[-1]}=other (roles: {', '.join(roles())})"
            )
    if not any(column.role in NAMING for column in columns):
        names = [column.written for column in columns if column.written.strip()]
        unknown = [column.written for column in columns if column.written.strip() and not column.known] or names
        return (
            f"none of its columns {_listed(names)} is known to name alliances, units or persons; say what one is, "
            f"with --column {unknown[0] if unknown else 'HEADING'}=unit (roles: {', '.join(roles())})"
        )
    return None


def check_given(given: Mapping[str, str], headings: Sequence[str], where: str) -> None:
    """Raises InputError when a person gave a role to a column that the list has not."""
    missing = [name for name in given if name not in {comparable(heading) for heading in headings}]
    if missing:
        raise InputError(
            f"{where} has no column {_listed(missing)}; its columns are {_listed([h for h in headings if h.strip()])}."
        )


def _listed(names: Sequence[str]) -> str:
    return "、".join(" ".join(name.split()) for name in names)
