"""The texts of the dashboard in Chinese and English.

Texts stand in ``zh.toml`` and ``en.toml`` under the same keys with the same ``{placeholders}`` (a test compares them).
"""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language; call it with a dotted key and the values of its placeholders."""

    language: str
    entries: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The text under ``key`` with its placeholders filled; an unknown key is a programming error (KeyError)."""
        return self.entries[key].format(**values)


@functools.cache
def load(language: str) -> Texts:
    """The texts of ``language`` (``zh`` or ``en``; anything else counts as ``zh``)."""
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    source = resources.files(__name__).joinpath(f"{chosen}.toml").read_text("utf-8")
    return Texts(chosen, dict(_flat(tomllib.loads(source))))


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    entries: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            entries.extend(_flat(value, f"{prefix}{key}."))
        else:
            entries.append((f"{prefix}{key}", str(value)))
    return entries
