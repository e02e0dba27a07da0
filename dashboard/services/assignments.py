"""Parameters of a query as a person writes them: one a line, ``name=value``."""

import json
import re
from collections.abc import Mapping
from typing import Any

from graph.errors import UsageError

_LINE = re.compile(r"\s*\$?([A-Za-z_]\w*)\s*=(.*)", re.DOTALL)


def assignments(lines: str) -> dict[str, Any]:
    """The parameters by name; a value that is JSON (a number, a list, ``null``) is taken as that, all else as text.

    An empty value is null.

    Raises:
        UsageError: a line is not written ``name=value``.
    """
    found: dict[str, Any] = {}
    for line in lines.splitlines():
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise UsageError(f"The parameter line {line.strip()!r} must be written name=value.")
        found[match.group(1)] = _value(match.group(2).strip())
    return found


def written(values: Mapping[str, Any]) -> str:
    """Parameters in the form that :func:`assignments` reads; null is an empty value."""
    return "\n".join(f"{name}={'' if value is None else value}" for name, value in values.items())


def _value(text: str) -> Any:
    if not text:
        return None
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text
