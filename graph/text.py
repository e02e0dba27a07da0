"""Text helpers that sister rooms share: folding for comparison, folding that keeps length, span addresses, pinyin.

Two foldings, never mixed up: :func:`match_key` is how two *names* are compared (white space, case, width, bracket
style, quotation marks do not count; the same as the scoring tool of the gold set), :func:`fold` prepares a *text* for
reading and changes one character into exactly one, so offsets never move.
"""

import hashlib
import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

BASE = "https://w3id.org/alliancegraph/"
"""The IRI base of everything the project publishes; the one place where it stands in code."""

_MARKS = str.maketrans("〔[【〕]】", "((()))", "“”„‟‘’‚‛\"'「」『』〝〞《》〈〉\u200b\ufeff")


def match_key(text: str) -> str:
    """The form in which two names are compared: NFKC, case-folded, brackets unified, marks and blanks left out."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().translate(_MARKS).split())


def sha256_of(data: bytes) -> str:
    """SHA-256 as 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()


def span_id(text_sha256: str, start: int, end: int) -> str:
    """The IRI of a passage: ``…text/{first 16 of sha-256}#char=start,end`` (RFC 5147, code points, end exclusive)."""
    return f"{BASE}text/{text_sha256[:16]}#char={start},{end}"


def page_id(url: str) -> str:
    """The id of the source document that stands for a public page: ``page-`` and 12 hex digits of its address."""
    return "page-" + sha256_of(url.encode())[:12]


@lru_cache(maxsize=30_000)
def _syllable(letter: str) -> str:
    """The usual reading of a Chinese character without tone; any other character as it is."""
    return lazy_pinyin(letter, style=Style.NORMAL)[0] if "\u3400" <= letter <= "\u9fff" else letter


def pinyin_forms(name: str) -> tuple[str, str]:
    """Full pinyin without tones and the initials of a name, lower case, no blanks; other letters stay as they are."""
    syllables = [_syllable(letter) for letter in name.lower() if not letter.isspace()]
    return "".join(syllables), "".join(s[:1] for s in syllables)
