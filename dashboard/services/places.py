"""Places in a file (``page 3, table 1, row 4``; ``Sheet1!A4 to Sheet1!C4``) in the reader's language."""

import re

from dashboard.i18n import Texts

_STEP = re.compile(r"(page|table|row|cell|paragraph|footnote|endnote) (\d+)|(text box|head|foot|header|footer)")


def place(label: str | None, t: Texts) -> str | None:
    """A place as people say it; the cells of a spreadsheet are called the same in every language."""
    if not label:
        return None
    ends = [_end(end, t) for end in label.split(" to ")]
    return ends[0] if len(ends) == 1 else t("place.span", first=ends[0], last=ends[-1])


def _end(label: str, t: Texts) -> str:
    found = [_STEP.fullmatch(step) for step in label.split(", ")]
    if not all(found):
        return label
    words = (t(f"place.{(m[1] or m[3]).replace(' ', '_')}", number=m[2]) for m in found if m)
    return t("place.joint").join(words)
