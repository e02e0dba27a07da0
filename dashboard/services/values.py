"""Values as words: lists, dates, numbers and records, as tables and files show them."""

import json
from typing import Any


def plain(value: Any) -> str:
    """A value as one line of text: None empty, lists with ``; ``, records as JSON, numbers without needless digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return "; ".join(plain(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return str(value)
