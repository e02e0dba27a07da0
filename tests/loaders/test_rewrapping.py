"""Breaking the paragraphs of a document at a fixed width, as mail and PDF do, changes nothing that is read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.layout import Layout

Reader = Callable[[str], Layout]


def wrap(text: str, width: int) -> str:
    """Long lines broken after ``width`` characters; a line is not broken next to a blank or inside a Latin word."""
    broken = []
    for line in text.split("\n"):
        start = 0
        while len(line) - start > width and "\t" not in line:
            at = start + width
            while at > start + width - 4 and (line[at - 1 : at + 1].isascii() or " " in line[at - 1 : at + 1]):
                at -= 1
            broken.append(line[start:at])
            start = at
        broken.append(line[start:])
    return "\n".join(broken)


def read(layout: Layout) -> list[tuple[str, str, int | None]]:
    return [(block.role, block.text, block.article) for block in layout.blocks]


def prose(first: str) -> str:
    """A long report under a headline, paragraphs parted by blank lines."""
    return f"{first}\n\n" + "\n\n".join(
        "三月十八日，潮间带生态修复产业联盟在海州市召开第二次会员大会，来自二十二家发起单位的代表听取了工作报告，审议通过了"
        f"第{number}号提案，并就红树林种植、滩涂底质改良和岸线监测三个方向的联合攻关交换了意见，形成了共识。会后考察了示范区。"
        for number in "一二三四五六"
    )


@pytest.mark.parametrize("width", [25, 30, 40])
def test_plain_text(layout_of: Reader, width: int) -> None:
    text = prose("潮间带联盟年会纪要")
    assert read(layout_of(wrap(text, width))) == read(layout_of(text))


@pytest.mark.parametrize("width", [30, 40])
def test_newsletter(samples: Path, layout_of: Reader, width: int) -> None:
    text = (samples / "newsletter-noguide.txt").read_text(encoding="utf-8")
    text = text.replace("\n主送：", "\n" + prose("联盟开展年中总结") + "\n\n主送：")
    assert read(layout_of(wrap(text, width))) == read(layout_of(text))


@pytest.mark.corpus
def test_real_newsletters(shared: Path, layout_of: Reader) -> None:
    for path in sorted((shared / "corpus").glob("briefing-*.txt")):
        text = path.read_text(encoding="utf-8")
        plain, wrapped = layout_of(text), layout_of(wrap(text, 45))
        assert [article.guide for article in wrapped.articles] == [article.guide for article in plain.articles]
        kept = {text for _, text, _ in read(wrapped)}
        lost = [text for role, text, _ in read(plain) if role == "paragraph" and text not in kept]
        assert len(lost) <= 0.05 * len(plain.blocks), lost
