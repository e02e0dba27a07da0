"""The rulebook refuses what the vocabulary does not have, and no rule can be made to hang."""

import time

import pytest

from graph.errors import VocabularyError
from loaders.knowledge import load_knowledge
from loaders.mentions.read import read_text
from loaders.rules import Rule, load_rulebook
from loaders.rules.language import present_from, translate
from loaders.rules.rule import fault, read_rule
from ontology import load_vocabulary

GOOD = {
    "id": "x.y",
    "when": ["主持"],
    "match": "由{P+:who}主持",
    "emit": ["who chairs @event"],
    "confidence": 0.9,
    "examples": [{"text": "一", "facts": []}],
    "counterexamples": ["二"],
}


def rule(**change: object) -> Rule:
    return read_rule(GOOD | change, "own.yaml", load_vocabulary())


def test_a_good_rule_is_compiled() -> None:
    assert rule().pattern.search("由\ue003主持")
    assert fault(rule()) is None


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"emit": ["who presides @event"]}, "presides"),
        ({"emit": ["who participates_in @event role=sleeps"]}, "sleeps"),
        ({"emit": ["who chairs @event role=attends"]}, "role"),
        ({"emit": ["who chairs"]}, "chairs"),
        ({"match": "由{P+:who}.*主持"}, "unbounded"),
        ({"match": "由{Z:who}主持"}, "pattern"),
        ({"examples": []}, "example"),
        ({"counterexamples": []}, "counterexample"),
        ({"do": ["dance"]}, "dance"),
        ({"colour": "red"}, "colour"),
        ({"emit": ["whom chairs @event"]}, "whom"),
        ({"emit": ["who participates_in @event role=$part"]}, "part"),
        ({"emit": ["who participates_in @event speaks"]}, "key=value"),
        ({"when": "主持"}, "when must be a list"),
        ({"confidence": 2}, "confidence 2"),
        ({"confidence": True}, "confidence"),
        ({"match": 7}, "match"),
        ({"roles": ["footnote"]}, "footnote"),
        ({"examples": ["一"]}, "example"),
        ({"examples": [{"text": "一", "fact": []}]}, "example"),
    ],
)
def test_a_wrong_rule_is_refused(change: dict[str, object], word: str) -> None:
    with pytest.raises(VocabularyError, match=f"^own.yaml: rule x.y.*{word}"):
        rule(**change)


def test_what_is_no_rule_is_refused() -> None:
    with pytest.raises(VocabularyError, match="own.yaml"):
        read_rule("主持", "own.yaml", load_vocabulary())


def test_the_shipped_rules_have_no_fault() -> None:
    assert [found for each in load_rulebook().rules if (found := fault(each))] == []


def test_trigger_words_call_their_rules() -> None:
    assert "chair.by" in {each.id for each in load_rulebook().triggered("会议由他主持")}
    assert load_rulebook().triggered("今天天气很好") == []


def test_only_the_list_before_the_verb_counts() -> None:
    code = translate("{P}") + "主持，" + translate("{O}") + "、" + translate("{O}") + "等单位代表，"
    assert present_from(code, 0, len(code)) == code.index("，") + 1


HOSTILE = [
    "来自" + "甲方和乙方及丙方与丁方等有关专家代表和" * 20 + "参加了工作出席",
    "、".join(["烟台大学等单位领导及专家代表和有关人员"] * 30) + "参加工作出席讲话邀请",
    "邀请" + "，".join(["烟台大学和专家及代表与企业"] * 25) + "参加标准制定，主持，讲话，加入，取消，会员资格",
    "由" + "、".join(["烟台大学"] * 60) + "等单位发起成立主办承办签署协议发布印发",
    "、".join(["烟台大学校长周和平在会上代表企业就有关问题围绕发展"] * 20),
    "2013年5月6日，" * 40 + "在烟台召开",
    "在" * 200 + "召开",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_rule_hangs(text: str) -> None:
    code = read_text(text, load_knowledge()).encoded.code
    for each in load_rulebook().rules:
        start = time.process_time()
        for _ in each.pattern.finditer(code):
            pass
        assert time.process_time() - start < 1.0, each.id
