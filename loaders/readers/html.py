"""HTML: what a browser would show as lines; tables of data as rows.

Only what no reader of the page sees is left out: scripts, styles, comments and hidden elements. Navigation stays as
lines of its own; it is the layout's and the ledger's to know it. Block elements and ``<br>`` end a line, a line break
of the source inside a paragraph does not.
"""

import codecs
import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from graph.errors import InputError
from loaders.fold import CJK
from loaders.readers.text import Lines, Text
from loaders.readers.webtable import page_table
from loaders.sniff import decode

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|base|link|style|script|table|"
    r"div|p|span|article|section|main|ul|ol|h[1-6]|center|font)\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096
_UNSEEN = frozenset(
    ("script", "style", "template", "head", "svg", "math", "iframe", "object", "canvas", "audio", "video")
)
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|nav|ol|optgroup|option|p|pre|search|section|select|"
    "summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_OPENING = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>]*?(/?)>")
_NEVER_DEEP = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|d[td]|option|t[rdh]"
)
_DEEPEST = 3_000
_SPACE = re.compile("[ \t\r\n\f]+")
_WIDE = re.compile(f"[{CJK}，。、；：！？“”‘’《》【】〔〕（）]")
_BREAK = "\n"
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TITLE_END = re.compile(r"\s*[_|>»]\s*|\s*[-–—]{1,2}\s*(?=[^-–—]*$)|\s+[-–—]\s+")


def is_page(data: bytes) -> bool:
    """Whether bytes are a page or a part of one: the first thing in them is a tag of HTML."""
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    else:
        text = head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    return _PAGE.match(text) is not None


def read(data: bytes, where: str) -> Text:
    """The text of a page; its encoding by byte order mark, declaration, or trial.

    Raises:
        InputError: when the bytes are in no known encoding, or the tags are nested deeper than any page's.
    """
    source = _decoded(data, where)
    if _depth(source) > _DEEPEST:
        raise InputError(f"{where} nests HTML tags deeper than {_DEEPEST} levels; save the page anew or as text.")
    tree = LexborHTMLParser(source)
    writer = _Writer()
    if tree.root is not None:
        _walk(tree.root, writer)
    writer.flush()
    title = tree.css_first("title")
    name = " ".join((title.text() if title is not None else "").split())
    body = writer.lines.text()
    if name and "".join(_TITLE_END.split(name)[0].split()) not in "".join(body.split()):
        body = f"{name}\n\n{body}"
    return Text(body)


def _decoded(data: bytes, where: str) -> str:
    declared = _CHARSET.search(data[:_HEAD])
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if declared and not marked:
        name = declared[1].decode("ascii", "replace").lower()
        name = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}.get(name, name)
        try:
            if codecs.lookup(name).name not in {"utf-16", "utf-16-le", "utf-16-be", "utf-8"}:
                return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            return decode(data, where)
    return decode(data, where)


def _depth(source: str) -> int:
    """How deep tags are nested at most, counted without a parser (parsers take square time over it)."""
    deepest = depth = 0
    for match in _OPENING.finditer(source):
        if match[3] or _NEVER_DEEP.fullmatch(match[2].lower()):
            continue
        depth = max(depth - 1, 0) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


@dataclass(slots=True)
class _Writer:
    """Collects text of inline elements until a block ends it."""

    lines: Lines = field(default_factory=Lines)
    pending: list[str] = field(default_factory=list)
    prefix: str = ""
    preformatted: int = 0

    def add(self, text: str) -> None:
        self.pending.append(text.replace(" ", "\u00a0") if self.preformatted else _SPACE.sub(_space, text))

    def flush(self) -> None:
        """Ends the line: what was collected is one, or several at its ``<br>``."""
        written = collapsed("".join(self.pending))
        self.pending.clear()
        for line in written.split(_BREAK):
            if line.strip():
                self.lines.line(self.prefix + line.rstrip())
                self.prefix = ""


def _space(match: re.Match[str]) -> str:
    """A blank of the source; one that holds a line break is kept apart, for it may mean nothing."""
    return "\x00" if "\n" in match[0] or "\r" in match[0] else " "


def collapsed(text: str) -> str:
    """The text with blanks as a browser shows them; a line break of the source (NUL) between wide characters goes."""
    text = re.sub(f"({_WIDE.pattern})\x00+(?={_WIDE.pattern})", r"\1", text)
    text = re.sub("[ \x00]+", " ", text)
    return re.sub(" ?\n ?", "\n", text).strip(" ")


def _walk(root: LexborNode, writer: _Writer) -> None:
    """Writes the nodes under ``root`` in order, without recursion: pages may be nested deep."""
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    counters: list[int | None] = []
    while stack:
        node, left = stack.pop()
        tag = node.tag or ""
        if left:
            _leave(tag, writer, counters)
            continue
        if tag == "-text":
            writer.add(node.text_content or "")
            continue
        if node.is_comment_node or tag in _UNSEEN or is_hidden(node):
            continue
        if tag == "br":
            writer.pending.append(_BREAK)
        if tag == "table" and (table := page_table(node)) is not None:
            writer.flush()
            writer.lines.blank()
            for row in table:
                writer.lines.row(row, [None] * len(row))
            writer.lines.blank()
            continue
        _enter(tag, node, writer, counters)
        stack.append((node, True))
        child = node.last_child
        while child is not None:
            stack.append((child, False))
            child = child.prev


def is_hidden(node: LexborNode) -> bool:
    """Whether an element says of itself that it is not shown."""
    if not node.is_element_node:
        return False
    attributes = node.attributes
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "") is not None


def _enter(tag: str, node: LexborNode, writer: _Writer, counters: list[int | None]) -> None:
    if _BLOCKS.fullmatch(tag):
        writer.flush()
    if tag in _HEADINGS:
        writer.lines.blank()
    elif tag in {"ol", "ul"}:
        start = node.attributes.get("start") or "1"
        counters.append(int(start) if tag == "ol" and re.fullmatch(r"\d{1,6}", start) else None)
    elif tag == "li" and counters and (number := counters[-1]) is not None:
        writer.prefix = f"{number}. "
        counters[-1] = number + 1
    elif tag == "pre":
        writer.preformatted += 1


def _leave(tag: str, writer: _Writer, counters: list[int | None]) -> None:
    if _BLOCKS.fullmatch(tag):
        writer.flush()
    if tag in _HEADINGS:
        writer.lines.blank()
    elif tag in {"ol", "ul"}:
        counters.pop()
    elif tag == "pre":
        writer.preformatted -= 1
