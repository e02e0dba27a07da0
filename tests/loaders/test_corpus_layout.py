"""The real documents: structure that a reader can count."""

import csv
import json
from pathlib import Path

import pytest

from graph.text import match_key
from loaders.genres import segment
from loaders.layout import Layout
from loaders.source import read_source, with_masthead

pytestmark = pytest.mark.corpus


def layout(shared: Path, name: str) -> Layout:
    return segment(read_source(shared / "corpus" / f"{name}.txt"))


@pytest.mark.parametrize(
    ("name", "articles"), [("briefing-2011-02", 6), ("briefing-2019-01", 6), ("briefing-2023-06", 23)]
)
def test_every_guide_entry_has_its_article(shared: Path, name: str, articles: int) -> None:
    found = layout(shared, name)
    assert len(found.articles) == articles
    assert all(article.title is not None and article.guide is not None for article in found.articles)
    assert [block.article for block in found.blocks if block.role == "guide"] == list(range(articles))
    for number in range(articles):
        assert any(block.role == "paragraph" and block.article == number for block in found.blocks)


@pytest.mark.parametrize(
    "name", ["briefing-2011-02", "briefing-2019-01", "briefing-2023-06", "notice-2013-632", "scraped-qa"]
)
def test_mastheads_are_those_of_the_gold_set(shared: Path, name: str) -> None:
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))["document"]
    document = read_source(shared / "corpus" / f"{name}.txt")
    document = with_masthead(document, segment(document))
    assert document.genre == gold["kind"]
    assert (document.date, document.issuer) == (gold.get("date"), gold.get("issuer"))
    for mine, theirs in ((document.title, gold.get("title")), (document.number, gold.get("number"))):
        assert theirs is None or match_key(mine or "") == match_key(theirs)


def test_all_rows_of_the_notice_by_offset(shared: Path) -> None:
    document = read_source(shared / "corpus" / "notice-2013-632.txt")
    found = segment(document)
    assert [(each.announced, "重点培育" in each.title) for each in found.lists] == [(55, False), (41, True)]
    expected = [row for row in csv.reader(document.text.splitlines(), delimiter="\t") if row and row[0].isdigit()]
    assert len(expected) == 96
    rows = [block for block in found.blocks if block.role == "row"]
    assert [block.list_id for block in rows] == [0] * 55 + [1] * 41
    for block, row in zip(rows, expected, strict=True):
        assert [cell.heading for cell in block.cells] == ["序号", "联盟名称", "责任主体单位"]
        assert [document.text[slice(*block.span(cell.start, cell.end))] for cell in block.cells] == row


def test_words_cut_by_page_breaks_are_whole(shared: Path) -> None:
    for name, words in (
        ("briefing-2011-02", ("大家解放思想", "国家开发银行")),
        ("briefing-2019-01", ("国务院国资委委托项目", "她介绍了", "联盟带动产业发展", "等奖项")),
        ("briefing-2023-06", ("深化科技奖励制度", "水电水利规划设计总院", "工艺改进和产品创新")),
    ):
        found = layout(shared, name)
        for word in words:
            assert any(word in block.text for block in found.blocks), word


def test_imprints_and_credits(shared: Path) -> None:
    counts = {"briefing-2011-02": (2, 0), "briefing-2019-01": (4, 5), "briefing-2023-06": (5, 19)}
    for name, (imprint, credits) in counts.items():
        roles = [block.role for block in layout(shared, name).blocks]
        assert roles.count("imprint") == imprint
        assert roles.count("credit") == credits


def test_fragments(shared: Path) -> None:
    found = layout(shared, "scraped-qa")
    assert len(found.articles) == len(found.blocks) == 20
