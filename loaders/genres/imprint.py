"""The imprint at the end of a newsletter: recipients, staff and addresses, a block for each labelled part."""

from collections.abc import Sequence

from loaders.genres.blanks import clean
from loaders.genres.build import Builder
from loaders.genres.joining import begins, is_closed, join
from loaders.genres.lines import SourceLine
from loaders.genres.traced import Traced
from loaders.genres.words import is_credit, words


def is_label(line: SourceLine) -> bool:
    """Whether a line begins with a label of the imprint (送：, 审核：, 地址：)."""
    text, known = line.text, words()
    if ("：" not in text and ":" not in text) or "。" in text or len(text) > 300:
        return False
    return bool(known.recipients.match(text) or known.staff.match(text) or known.contact.match(text))


def imprint_start(lines: Sequence[SourceLine], first: int) -> int:
    """Where the imprint begins: the first labelled line of the unbroken run of such lines at the end.

    Lines without a label between (drawn lines, the rest of a list of recipients) do not break the run; a sentence, a
    credit or the start of the text (``first``) does.
    """
    start = len(lines)
    for at in range(len(lines) - 1, first - 1, -1):
        line = lines[at]
        if is_label(line):
            start = at
        elif is_closed(line.text) or is_credit(line.text) or len(line.text) > 200:
            break
    return start


def add_imprint(builder: Builder, lines: Sequence[SourceLine], folded: str) -> None:
    """Adds the lines as blocks that belong to no article."""
    builder.article = None
    groups: list[list[SourceLine]] = []
    for line in lines:
        if groups and not begins(line) and not line.is_rule and _is_open(groups[-1][-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    for group in groups:
        if group[0].is_rule or group[0].is_page_number:
            builder.add("blank", group[0].body, ignored_by="drawn-line" if group[0].is_rule else "page-number")
            continue
        whole = join([line.bare for line in group], folded)
        for part in _parts(whole):
            builder.add("address" if words().contact.match(part.text) else "imprint", part)


def _is_open(line: SourceLine) -> bool:
    """Whether a line of recipients may go on in the next: long, or ending in a comma."""
    return not line.is_rule and (len(line.text) >= 26 or line.text.endswith(("、", "，")))


def _parts(line: Traced) -> list[Traced]:
    """A line cut before each label that follows a blank, cleaned."""
    cuts = [match.start("name") for match in words().label.finditer(line.text)]
    cuts = [0, *[cut for cut in cuts if cut > 0], len(line.text)]
    parts = [clean(line.cut(start, end)) for start, end in zip(cuts, cuts[1:], strict=False)]
    return [part for part in parts if part.text]
