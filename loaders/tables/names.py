"""What kind of thing a name is, as the tables of one folder tell it."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import InputError
from graph.text import match_key
from loaders.tables.formats import ANYONE, BODY, Formats, NameRules
from loaders.tables.record import Item, Record, Table


@dataclass(frozen=True, slots=True)
class Names:
    """The alliances and organizations that the folder's tables name, and the look of other names.

    ``kinds`` maps the folded name to ``Alliance`` or ``Organization``; ``present`` are the tables it was learnt from.
    """

    kinds: Mapping[str, str]
    present: frozenset[str]
    rules: NameRules

    def kind_of(self, record: Record, column: str, item: Item, kind: str) -> str:
        """The kind of the entity that ``item`` names in a column of ``kind``.

        Raises:
            InputError: the name may be anyone's, stands in no table of the folder and does not look like a person's.
        """
        known = self.kinds.get(match_key(item.text))
        if kind == "Organization":
            return known or kind
        if kind not in (BODY, ANYONE):
            return kind
        if known:
            return known
        if kind == ANYONE and self.rules.person.fullmatch(item.text):
            return "Person"
        if kind == ANYONE and "organizations" in self.present:
            raise InputError(
                f"{record.table}.csv, line {record.line}, column {column}: {item.text!r} stands neither in "
                "alliances.csv nor in organizations.csv and is no person's name; add it to the table where it belongs."
            )
        looks_allied = "alliances" not in self.present and self.rules.alliance.fullmatch(item.text)
        return "Alliance" if looks_allied else "Organization"


def learn_names(tables: Mapping[str, Table], formats: Formats) -> Names:
    """The names in the tables that ``names.tables`` of the formats lists; an alliance is never an organization too."""
    kinds: dict[str, str] = {}
    present = [name for name in formats.names.tables if name in tables]
    for wanted in ("Alliance", "Organization"):
        for name in present:
            columns = [c.name for c in formats.tables[name].values() if c.kind == wanted]
            if not columns:
                continue
            # the aliases of a row belong to what it is about, the first column
            own = columns[:1] == [next(iter(formats.tables[name]))]
            for record in tables[name].records:
                for column in [*columns, *(["aliases"] if own and "aliases" in record.items else [])]:
                    for item in record.items[column]:
                        kinds.setdefault(match_key(item.text), wanted)
    return Names(kinds, frozenset(present), formats.names)
