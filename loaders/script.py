"""Script: a text in traditional characters as simplified ones, and words that a website has masked, put back.

Both keep the length, so offsets never move: rules and lexicons read simplified text, while names are printed from the
source. A text counts as traditional by the characters that no simplified text has (those GB 2312 lacks); in a
simplified text nothing is changed, so that 著名 or 瞭望 stay what they are.
"""

import re
from functools import cache
from importlib.resources import files

from graph.errors import VocabularyError

_SAMPLE = 20_000
_SHARE = 0.03
_HAN = re.compile("[\u4e00-\u9fff]+")
_MASKED = re.compile(r"(?<=技术)\*\*(?=战略联盟)")


@cache
def _table() -> tuple[dict[int, int], re.Pattern[str]]:
    """The characters' table and the pattern of those that only traditional text has."""
    text = (files("loaders.knowledge") / "words" / "traditional.tsv").read_text(encoding="utf-8")
    table: dict[int, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        old, _, new = line.partition("\t")
        if len(old) != len(new):
            raise VocabularyError(f"traditional.tsv, line {number}: give as many characters on both sides of the tab.")
        table.update(zip(map(ord, old), map(ord, new), strict=True))
    table.update((old, table.get(new, new)) for old, new in list(table.items()))
    telling = "".join(chr(code) for code in table if not _in_gb2312(chr(code)))
    return table, re.compile(f"[{re.escape(telling)}]")


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def is_traditional(text: str) -> bool:
    """Whether at least three in a hundred ideographs at the beginning of a text are traditional ones."""
    sample = text[:_SAMPLE]
    lacking = len(sample) - len(sample.encode("gb2312", "ignore").decode("gb2312"))  # at least all that tell
    if lacking < 2 or lacking < _SHARE * (ideographs := sum(map(len, _HAN.findall(sample)))):
        return False
    return len(_table()[1].findall(sample)) >= max(2, _SHARE * ideographs)


def simplified(text: str) -> str:
    """The text in simplified characters if it is traditional, of the same length; masked words (**) are put back."""
    return _unmasked(text.translate(_table()[0]) if is_traditional(text) else text)


def plain(name: str) -> str:
    """A name in simplified characters, whatever the script of its text; for comparisons, never to be shown."""
    return _unmasked(name.translate(_table()[0]))


def _unmasked(text: str) -> str:
    return _MASKED.sub("创新", text) if "**" in text else text
