"""The name index: each way to find a name, and the index against a plain look at every name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.text import match_key, pinyin_forms
from queries.index import PINYIN_PART_LENGTH, TYPO_LENGTH, Named, NameIndex, Reason, letters_of, one_typo_apart


def named(number: int, name: str, *aliases: str, kind: str = "Organization", degree: int = 0) -> Named:
    spelled = [pinyin_forms(form) for form in (name, *aliases)]
    return Named(
        id=f"e{number}",
        kind=kind,
        name=name,
        aliases=aliases,
        pinyin=tuple(full for full, _ in spelled),
        initials=tuple(short for _, short in spelled),
        degree=degree,
    )


ENTITIES = [
    named(1, "星海盐业产业技术创新战略联盟", "盐业联盟", kind="Alliance", degree=9),
    named(2, "云岭竹材产业技术创新战略联盟", "竹材联盟", kind="Alliance", degree=12),
    named(3, "东湖大学", "东大", degree=4),
    named(4, "东湖大学化学学院", degree=7),
    named(5, "LED 照明(东湖)有限公司", degree=1),
    named(6, "绿原研究院", degree=2),
    Named("e8", "PolicyDocument", "联盟办法", document_number="科事〔2014〕12号"),
    Named("e7", "Person", "林一舟", (), ("linyizhou",), ("lyz",), 3, official=True),
]
INDEX = NameIndex(ENTITIES)


@pytest.mark.parametrize(
    ("text", "first", "reason"),
    [
        ("东湖大学", "e3", "name"),
        ("盐业联盟", "e1", "alias"),
        ("东大", "e3", "alias"),
        ("东湖大学化", "e4", "prefix"),
        ("donghudaxue", "e3", "pinyin"),
        ("Dong hu daxue", "e3", "pinyin"),
        ("dhdx", "e3", "initials"),
        ("yunlingzhu", "e2", "pinyin_prefix"),
        ("xhyy", "e1", "initials_prefix"),
        ("技术创新", "e2", "part"),
        ("huaxuexue", "e4", "pinyin_part"),
        ("led照明(东湖)有限公司", "e5", "name"),
        ("led照明〔东湖〕", "e5", "prefix"),
        ("lǜyuán", "e6", "pinyin_prefix"),
        ("星海盐业产亚技术创新战略联盟", "e1", "typo"),
        ("星海业产业技术创新战略联盟", "e1", "typo"),
        ("星海盐业业产技术创新战略联盟", "e1", "typo"),
        ("科事[2014]12号", "e8", "alias"),
        ("donhudaxue", "e4", "typo"),
    ],
)
def test_finds_by(text: str, first: str, reason: Reason) -> None:
    match = INDEX.find(text)[0]
    assert (match.named.id, match.reason) == (first, reason)


def test_rank_is_reason_then_degree() -> None:
    assert [m.named.id for m in INDEX.find("东湖大学")] == ["e3", "e4"]
    assert [m.named.id for m in INDEX.find("东湖")] == ["e4", "e3", "e5"]
    assert [m.score for m in INDEX.find("东湖")] == sorted((m.score for m in INDEX.find("东湖")), reverse=True)


def test_kinds_and_limit() -> None:
    assert [m.named.id for m in INDEX.find("联盟", ["Alliance"])] == ["e2", "e1"]
    assert INDEX.find("联盟", ["Person"]) == []
    assert [m.named.id for m in INDEX.find("林", ["Official"])] == ["e7"]
    assert len(INDEX.find("联盟", limit=1)) == 1


@pytest.mark.parametrize("text", ["", "  ", "“”", "没有这个词", "*:* OR name:x", "\n"])
def test_finds_nothing(text: str) -> None:
    assert INDEX.find(text) == []


def test_nearest_suggests_what_is_like_it() -> None:
    match = INDEX.nearest("东胡的学堂")[0]
    assert (match.named.id, match.reason) == ("e3", "near")
    assert INDEX.nearest("竹材")[0].reason == "prefix"
    assert NameIndex([]).nearest("竹材") == []


def reason_of(entity: Named, text: str) -> Reason | None:
    """The definition, entity by entity."""
    key, letters = match_key(text), letters_of(match_key(text))
    forms = [match_key(form) for form in entity.forms]
    pinyin = [match_key(form) for form in entity.pinyin]
    initials = [match_key(form) for form in entity.initials]
    tests: list[tuple[Reason, bool]] = [
        ("name", key == forms[0]),
        ("alias", key in forms),
        ("prefix", any(form.startswith(key) for form in forms)),
        ("pinyin", bool(letters) and letters in pinyin),
        ("initials", bool(letters) and letters in initials),
        ("pinyin_prefix", bool(letters) and any(form.startswith(letters) for form in pinyin)),
        ("initials_prefix", bool(letters) and any(form.startswith(letters) for form in initials)),
        ("part", any(key in form for form in forms)),
        ("pinyin_part", len(letters) >= PINYIN_PART_LENGTH and any(letters in form for form in pinyin)),
    ]
    return next((reason for reason, holds in tests if holds), None)


def is_typo(entity: Named, text: str) -> bool:
    key, letters = match_key(text), letters_of(match_key(text))
    forms = [match_key(form) for form in entity.forms]
    pinyin = [match_key(form) for form in entity.pinyin]
    return any(one_typo_apart(key, form) for form in forms) or (
        bool(letters) and any(one_typo_apart(letters, form) for form in pinyin)
    )


def plain_find(entities: list[Named], text: str, limit: int) -> list[tuple[str, str]]:
    order = ["name", "alias", "prefix", "pinyin", "initials", "pinyin_prefix", "initials_prefix", "part", "pinyin_part"]
    if not match_key(text):
        return []
    found: list[tuple[Named, str]] = [(e, reason) for e in entities if (reason := reason_of(e, text))]
    if not found and len(match_key(text)) >= TYPO_LENGTH:
        order, found = ["typo"], [(e, "typo") for e in entities if is_typo(e, text)]
    found.sort(key=lambda pair: (order.index(pair[1]), -pair[0].degree, pair[0].name, pair[0].id))
    return [(e.id, reason) for e, reason in found[:limit]]


WORDS = st.text(alphabet="东湖大学盐aB(（ d", min_size=0, max_size=7)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(WORDS.filter(bool), st.lists(WORDS, max_size=2), st.integers(0, 3)), max_size=8),
    WORDS | st.text(alphabet="donghuaxey", max_size=8),
    st.integers(1, 5),
)
def test_index_equals_a_plain_look_at_every_name(rows: list[tuple[str, list[str], int]], text: str, limit: int) -> None:
    entities = [named(n, name, *aliases, degree=degree) for n, (name, aliases, degree) in enumerate(rows)]
    found = [(m.named.id, m.reason) for m in NameIndex(entities).find(text, limit=limit)]
    assert found == plain_find(entities, text, limit)
