"""Text inside XML: what has to be escaped, and what XML can't carry at all."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;",
})  # fmt: skip


def escaped(text: str) -> str:
    """``text`` for an element or an attribute in double quotation marks.

    Control characters that no XML 1.0 document may hold become U+FFFD.
    """
    return _FORBIDDEN.sub("\ufffd", text).translate(_ESCAPES)
