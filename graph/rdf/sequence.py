"""Lists: RDF keeps no order, so a list that is not sorted says how its values stood.

A list is written as its distinct values; when it is not just these in text order, a ``sequence`` ``key=2,0,1`` gives
the place of each member in the sorted list of distinct values (a value may occur twice).
"""

from collections.abc import Sequence
from typing import Any

from graph.errors import InputError


def sequence(key: str, values: Sequence[Any], distinct: Sequence[Any]) -> str | None:
    """What must be noted of a list whose sorted distinct values are ``distinct``; None when it is just these."""
    if len(values) == len(distinct) and all(a == b for a, b in zip(values, distinct, strict=True)):
        return None
    place = {value: at for at, value in enumerate(distinct)}
    return f"{key}=" + ",".join(str(place[value]) for value in values)


def restore(note: str, distinct: Sequence[Any]) -> list[Any]:
    """The list of which :func:`sequence` made a note; raises InputError when the note doesn't fit."""
    try:
        places = [int(place) for place in note.split("=", 1)[1].split(",")]
    except (IndexError, ValueError) as error:
        raise InputError(f"{note!r} is no order of a list.") from error
    if set(places) != set(range(len(distinct))):
        raise InputError(f"The order {note!r} does not fit a list of {len(distinct)} values.")
    return [distinct[place] for place in places]
