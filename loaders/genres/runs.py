"""Runs: a list that was run together on one line: numbers in order, or ；and 、 between entries, 联盟 in each.

甲联盟(牵头单位：乙公司)；丙联盟(…), 1甲联盟乙公司2丙联盟丁大学, 一、试点联盟：…。二、重点培育联盟：….
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.genres.cells import Row, header_after, read_header
from loaders.genres.entries import entry_of
from loaders.genres.traced import Traced
from loaders.genres.words import words

_FEWEST = 3
_SHORTEST = 36
_LONGEST_TITLE = 70
_PART = re.compile(r"(?:^|(?<=[。；]))\s*[(]?[一二三四五六七八九十]{1,2}[)]?、?(?P<title>[^：。；、]{2,24})[：。]")
_NESTED = re.compile(r"[(][^()]*[)]|“[^“”]*”")


@dataclass(frozen=True, slots=True)
class Run:
    """One part of a run: the words in front of its first entry, its header's cells, its rows, the text behind them."""

    title: Traced | None
    header: Row | None
    rows: tuple[Row, ...]
    rest: Traced | None = None


def read_run(line: Traced) -> list[Run]:
    """The parts of a line that holds a list; empty when it holds none."""
    text = line.text
    if len(text) < _SHORTEST or text.count("联盟") < _FEWEST:
        return []
    starts = [match.start() for match in _PART.finditer(text)]
    if len(starts) < 2 or text[: starts[0]].strip():
        starts = [0]
    runs = [_run(line.cut(start, stop)) for start, stop in zip(starts, [*starts[1:], len(text)], strict=True)]
    found = [run for run in runs if run is not None]
    return found if len(found) == len(runs) and sum(len(run.rows) for run in found) >= _FEWEST else []


def _run(line: Traced) -> Run | None:
    """One part: its entries by their numbers, else by the marks between them."""
    for cuts in (_numbered(line.text), _marked(line.text, "；"), _marked(line.text, "、")):
        if not cuts:
            continue
        lead = line.cut(0, cuts[0]).strip()
        end = line.text.find("。", cuts[-1])
        end = len(line.text) if end < 0 else end + 1
        stops = [*cuts[1:], end]
        rows = [entry_of(line.cut(at, stop), glued=True) for at, stop in zip(cuts, stops, strict=True)]
        whole = [row for row in rows if row is not None]
        if len(whole) == len(rows) and any(len(row.cells) > 2 or not _is_number(row) for row in whole):
            rest = line.cut(end, len(line.text)).strip() if end < len(line.text) else None
            run = _titled(lead, whole)
            return replace(run, rest=rest if rest is not None and rest.text else None) if run is not None else None
    return None


def _is_number(row: Row) -> bool:
    """Whether a row says nothing but a number and a name."""
    return {cell.heading for cell in row.cells} <= {"序号", "联盟名称"}


def _titled(lead: Traced, rows: Sequence[Row]) -> Run | None:
    """The part with what stands in front of it: a title, a header, or both; None when that is neither."""
    if not lead.text:
        return Run(None, None, tuple(rows))
    at = header_after(lead)
    header = read_header(lead.cut(at, len(lead.text))) if at is not None else None
    if header is not None and at is not None:
        return Run(lead.cut(0, at).strip() if at else None, header[1], tuple(rows))
    title = len(lead.text) <= _LONGEST_TITLE and not re.search("[。；]", lead.text[:-1])
    told = lead.text.endswith(("：", "。")) or words().list_title.search(lead.text[-24:]) is not None
    return Run(lead, None, tuple(rows)) if title and told else None


def _numbered(text: str) -> list[int]:
    """Where the entries 1, 2, 3 … begin, each holding an alliance; empty when there are fewer than three."""
    cuts: list[int] = []
    at, number = 0, 1
    while match := _at_number(text, number, at):
        if cuts and "联盟" not in text[cuts[-1] : match.start()]:
            break
        cuts.append(match.start())
        at, number = match.end(), number + 1
    return cuts if len(cuts) >= _FEWEST and "联盟" in text[cuts[-1] :] else []


def _at_number(text: str, number: int, at: int) -> re.Match[str] | None:
    """The next place where a number stands that may begin an entry, with an alliance behind it."""
    pattern = re.compile(rf"(?<![\d.])[(]?{number}(?:[)、.．]|(?=\D|\d\D))\s*(?=\S)")
    for match in pattern.finditer(text, at):
        behind = text.find("联盟", match.end())
        if behind < 0:
            return None
        if number == 1 or "联盟" in text[at : match.start()]:
            return match
    return None


def _marked(text: str, mark: str) -> list[int]:
    """Where the entries begin that a mark outside brackets parts, when each holds one alliance; else empty."""
    hidden = _NESTED.sub(lambda match: "\ue000" * len(match[0]), text)
    lead = re.match(r"[^：；]{2,60}：", hidden)
    start = lead.end() if lead else 0
    cuts = [start, *(match.end() for match in re.finditer(mark, hidden) if match.end() < len(text.rstrip("。；、 ")))]
    cuts = [cut for cut in cuts if cut >= start]
    pieces = [text[at:stop] for at, stop in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    return cuts if all(piece.count("联盟") == 1 for piece in pieces) else []
