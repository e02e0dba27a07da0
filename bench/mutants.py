"""Mutants: documents damaged at random, each reproducible from the seed of the run and its number."""

import random
from collections.abc import Callable, Sequence

LONGEST = 30_000
"""Characters of a mutant at most, so that a slow one tells of a defect and not of its length."""

Mutation = Callable[[random.Random, str, Sequence[str]], str]

_BRACKETS = "()（）《》〈〉“”‘’「」『』【】〔〕[]<>{}"
_MARKS = "，。；：、！？…—·,.;:!?/|*#_-=>+~％&@"
_WORDS = (
    *(
        "联盟",
        "产业技术创新战略联盟",
        "理事长",
        "副理事长单位",
        "秘书长",
        "会议",
        "批准",
        "加入",
        "等17家",
        "近日",
        "同日",
    ),
    *(
        "关于",
        "的通知",
        "〔2013〕632号",
        "2013年10月30日",
        "二〇一三年",
        "附件：",
        "名单",
        "序号",
        "导读",
        "供稿",
        "（以下简称",
    ),
    *(
        "科技部",
        "有限公司",
        "大学",
        "研究院",
        "由",
        "与",
        "和",
        "暨",
        "、",
        "授予",
        "牵头单位",
        "担任",
        "当选",
        "# ",
        "**",
        "1、",
    ),
)
_CONTROLS = [chr(code) for code in (*range(0x09, 0x0E), *range(0x1C, 0x20), *range(0x80, 0x9F), 0xA0, 0xAD)]
"""Those that a text may hold; others make it a binary file, which is refused."""
_ODD = [
    "\u200b",
    "\u200d",
    "\u2028",
    "\u2029",
    "\u202e",
    "\ufeff",
    "\ufffd",
    "\ufffe",
    "\ue000",
    "\ue001",
    "\ue00b",
    "\uf8ff",
]
_COMBINING = ["\u0301", "\u0308", "\u20dd", "\ufe0f", "\u3099", "\u0e31"]
_BLANKS = [" ", "\t", "\u3000", "\u2003", "\x0b", "\x0c", "\r", "\n", "\r\n"]


def mutant(sources: Sequence[str], seed: int, number: int) -> bytes:
    """The bytes of mutant ``number`` of a run: a source with one to four mutations, in some encoding."""
    chance = random.Random(f"{seed}/{number}")
    text = chance.choice(sources)
    for mutation in chance.choices(MUTATIONS, k=chance.randint(1, 4)):
        text = mutation(chance, text, sources)[:LONGEST]
    data = text.encode(chance.choice(("utf-8", "utf-8", "utf-8", "gb18030", "utf-16")), "replace")
    return _damaged(chance, data) if chance.random() < 0.1 else data


def _damaged(chance: random.Random, data: bytes) -> bytes:
    """Some bytes changed, cut out or put in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        at = chance.randrange(len(changed) + 1)
        changed[at : at + chance.choice((0, 1, 1, 7))] = chance.randbytes(chance.choice((0, 1, 1, 3)))
    return bytes(changed)


def _part(chance: random.Random, text: str) -> str:
    start, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    return text[start:end]


def _cut(chance: random.Random, text: str, _: Sequence[str]) -> str:
    return _part(chance, text)


def _drop(chance: random.Random, text: str, _: Sequence[str]) -> str:
    return text.replace(_part(chance, text)[: chance.choice((1, 5, 80))] or "的", "")


def _splice(chance: random.Random, text: str, sources: Sequence[str]) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + _part(chance, chance.choice(sources)) + text[at:]


def _shuffle(chance: random.Random, text: str, _: Sequence[str]) -> str:
    end = chance.choice(("\n", "。", "，", "、"))
    parts = text.split(end)
    chance.shuffle(parts)
    return end.join(parts)


def _repeat_lines(chance: random.Random, text: str, _: Sequence[str]) -> str:
    lines = text.split("\n")
    for _time in range(chance.randint(1, 5)):
        at = chance.randrange(len(lines))
        lines[at:at] = [chance.choice(lines)] * chance.choice((1, 2, 60))
    return "\n".join(lines)


def _one_line(chance: random.Random, text: str, _: Sequence[str]) -> str:
    return text.replace("\n", chance.choice(("", " ", "\t", "。")))


def _long(chance: random.Random, text: str, _: Sequence[str]) -> str:
    part = _part(chance, text).replace("\n", "")[: chance.choice((1, 2, 6, 40, 400))] or "联"
    return text + part * (chance.randint(2_000, LONGEST) // len(part))


def _narrow(chance: random.Random, text: str, _: Sequence[str]) -> str:
    width = chance.randint(1, 60)
    return "\n".join(line[at : at + width] for line in text.split("\n") for at in range(0, len(line) or 1, width))


def _insert(letters: Sequence[str]) -> Mutation:
    def insert(chance: random.Random, text: str, _: Sequence[str]) -> str:
        parts, at = [], 0
        for place in sorted(chance.randrange(len(text) + 1) for _ in range(chance.choice((1, 5, 50, 500)))):
            parts += [text[at:place], chance.choice(letters) * chance.choice((1, 1, 1, 2, 30))]
            at = place
        return "".join([*parts, text[at:]])

    return insert


def _deep(chance: random.Random, text: str, _: Sequence[str]) -> str:
    opening, closing = chance.choice(("()", "《》", "“”", "〔〕", "[]", "【】", "（）", "**", "《》"))
    depth = chance.choice((3, 30, 3_000))
    at = chance.randrange(len(text) + 1)
    inner = text[at : at + chance.choice((0, 10, 200))]
    closings = closing * chance.choice((depth, depth, depth - 1, 0))
    return text[:at] + opening * depth + inner + closings + text[at + len(inner) :]


def _headings(chance: random.Random, text: str, _: Sequence[str]) -> str:
    lines = text.split("\n")
    heading = chance.choice(
        (*lines, "导读", "附件", "## 要闻", "序号 联盟名称 牵头单位", "副理事长单位：", "第一章 总则")
    )
    every = chance.randint(1, 6)
    return "\n".join(line if at % every else f"{heading}\n{line}" for at, line in enumerate(lines))


def _noise(chance: random.Random, text: str, _: Sequence[str]) -> str:
    planes = ((0x20, 0x7F), (0xA0, 0x2FF), (0x3000, 0x303F), (0x4E00, 0x9FFF), (0xFF00, 0xFFEF), (0x20000, 0x2A6DF))
    low, high = chance.choice((*planes, (0x1F300, 0x1FAFF), (0xE000, 0xF8FF), (0x300, 0x36F)))
    run = "".join(chr(chance.randint(low, high)) for _ in range(chance.choice((1, 20, 400))))
    at = chance.randrange(len(text) + 1)
    return text[:at] + run + text[at:]


def _wide(chance: random.Random, text: str, _: Sequence[str]) -> str:
    table = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if chance.random() < 0.5}
    return text.translate(table)


def _spaced(chance: random.Random, text: str, _: Sequence[str]) -> str:
    part = _part(chance, text)[:300]
    return text.replace(part, chance.choice((" ", "  ", "\t", "\u3000")).join(part)) if part else text


MUTATIONS: tuple[Mutation, ...] = (
    *(
        _cut,
        _drop,
        _splice,
        _shuffle,
        _repeat_lines,
        _one_line,
        _long,
        _narrow,
        _deep,
        _headings,
        _noise,
        _wide,
        _spaced,
    ),
    *(_insert(letters) for letters in (_WORDS, _BRACKETS, _MARKS, _CONTROLS, _ODD, _COMBINING, _BLANKS, "0123456789")),
)
"""What can happen to a text: each takes the chance, the text and all sources."""
