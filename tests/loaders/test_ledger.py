from pathlib import Path

from graph.model import Document
from loaders.genres import segment
from loaders.ledger import account, ignore_rules
from loaders.sentences import sentences

TEXT = (
    "林曼在会上介绍了竹材联盟的工作。联盟要加强合作。大家进行了讨论！“很好。”他说\n\n"
    "名单\n序号\t联盟名称\t牵头单位\n1\t海藻产业联盟\t青江海洋大学\n2\t竹材产业联盟\t南屏竹业公司\n"
)


def document(text: str) -> Document:
    return Document("sample", text, "", "", "text")


def test_sentences_end_after_closing_quotes() -> None:
    text = "甲会召开。“很好！”乙说；丙问：“去吗？”丁"
    assert [text[start:end] for start, end in sentences(text)] == [
        "甲会召开。",
        "“很好！”",
        "乙说；",
        "丙问：“去吗？”",
        "丁",
    ]


def test_every_unit_has_a_state_and_a_reason() -> None:
    source = document(TEXT)
    start = TEXT.index("林曼")
    row = TEXT.index("海藻")
    stated = [(row, row + 4, "table.lead-unit"), (start, start + 2, "post.of"), (start + 3, start + 9, "later")]
    ledger = account(source, segment(source), stated, lambda text: "联盟" in text)
    found = {TEXT[line.start : line.end]: (line.kind, line.state, line.rule) for line in ledger.lines}
    assert found == {
        "林曼在会上介绍了竹材联盟的工作。": ("sentence", "stated", "post.of"),
        "联盟要加强合作。": ("sentence", "unread", None),
        "大家进行了讨论！": ("sentence", "ignored", "no-name-no-trigger"),
        "“很好。”": ("sentence", "ignored", "no-name-no-trigger"),
        "他说": ("sentence", "ignored", "no-name-no-trigger"),
        "名单": ("item", "ignored", "list-title"),
        "序号\t联盟名称\t牵头单位": ("row", "ignored", "table-header"),
        "1\t海藻产业联盟\t青江海洋大学": ("row", "stated", "table.lead-unit"),
        "2\t竹材产业联盟\t南屏竹业公司": ("row", "unread", None),
    }
    assert ledger.totals == {"total": 9, "stated": 2, "ignored": 5, "unread": 2}


def test_a_span_that_only_touches_a_unit_does_not_state_it() -> None:
    source = document("甲会召开。乙说。")
    ledger = account(source, segment(source), [(0, 5, "event")], lambda _: True)
    assert [line.state for line in ledger.lines] == ["stated", "unread"]


def test_marks_belong_to_the_unit_on_their_line(samples: Path) -> None:
    text = (samples / "newsletter-markdown.txt").read_text(encoding="utf-8")
    source = document(text)
    lines = [text[line.start : line.end] for line in account(source, segment(source), [], lambda _: False).lines]
    assert "## ➤ 要闻" in lines
    assert "* 潮流能项目通过验收" in lines
    assert "**船用电机企业入选省级重点实验室名单**" in lines


def test_a_guide_entry_without_a_headline_is_not_ignored_as_repeated(samples: Path) -> None:
    text = (samples / "newsletter-markdown.txt").read_text(encoding="utf-8")
    text = text.replace("**“潮流能高效转换与并网”项目通过验收**", "**其他**")
    source = document(text)
    ledger = account(source, segment(source), [], lambda _: True)
    states = {text[line.start : line.end]: line.state for line in ledger.lines}
    assert states["* 潮流能项目通过验收"] == "unread"
    assert states["* 船用电机企业入选省级重点实验室名单"] == "ignored"


def test_every_mark_of_a_layout_has_its_rule(samples: Path) -> None:
    known = {rule.mark for rule in ignore_rules()}
    for path in samples.glob("*.txt"):
        marks = {block.ignored_by for block in segment(document(path.read_text(encoding="utf-8"))).blocks}
        assert marks <= known
