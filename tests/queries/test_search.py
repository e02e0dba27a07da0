"""Search over a store: all ways to find a name, and an index that follows the graph."""

import pytest

from graph.errors import QueryError
from graph.store import Store
from graph.text import BASE
from queries.search import SearchIndex, search

pytestmark = pytest.mark.store


@pytest.mark.parametrize(
    ("text", "first", "reason"),
    [
        ("东湖大学", "donghu", "name"),
        ("盐业联盟", "salt", "alias"),
        ("donghudaxue", "donghu", "pinyin"),
        ("dhdx", "donghu", "initials"),
        ("zclm", "bamboo", "initials"),
        ("yun ling zhu cai", "bamboo", "pinyin_prefix"),
        ("科事(2010)3号", "measures", "alias"),
        ("科事［２０１０］３号", "measures", "alias"),
        ("竹业", "nanhe", "part"),
        ("西川化公有限公司", "xichuan", "typo"),
    ],
)
def test_finds_by(sample: Store, text: str, first: str, reason: str) -> None:
    hit = search(sample, text)[0]
    assert (hit.id, hit.reason) == (first, reason)


def test_a_hit_says_what_it_is(sample: Store) -> None:
    (hit,) = search(sample, "lyz", kind="Official")
    assert hit.as_json() == {
        "id": "lin",
        "iri": f"{BASE}id/person/lin",
        "kind": "Person",
        "name": "林一舟",
        "aliases": [],
        "degree": 3,
        "score": 0.8,
        "reason": "initials",
    }


def test_kind_and_limit(sample: Store) -> None:
    assert {hit.kind for hit in search(sample, "联盟", kind="Alliance")} == {"Alliance"}
    assert len(search(sample, "联盟", limit=2)) == 2
    with pytest.raises(QueryError, match="no kind «Club»; kinds are Alliance"):
        search(sample, "联盟", kind="Club")
    with pytest.raises(QueryError, match="no kind «Passage»"):
        search(sample, "联盟", kind="Passage")


def test_the_index_follows_the_graph(fresh_sample: Store) -> None:
    index = SearchIndex(fresh_sample)
    assert index.search("新湾学院") == []
    kept = index.current()
    assert index.current() is kept
    fresh_sample.write(
        "CREATE (:Entity:Organization {id: 'xin', name: '新湾学院', aliases: [], pinyin: '\\nxinwanxueyuan\\n', "
        "initials: '\\nxwxy\\n'})"
    )
    assert [hit.id for hit in index.search("新湾学院")] == ["xin"]
    fresh_sample.write(
        "MATCH (e {id: 'xin'}) SET e.name = '新港学院' MERGE (s:GraphState {id: 'state'}) "
        "SET s.changes = coalesce(s.changes, 0) + 1"
    )
    assert [hit.reason for hit in index.search("新湾学院")] == ["typo"]
    assert [hit.id for hit in index.search("新港学院")] == ["xin"]


def test_an_empty_store_finds_nothing(empty_store: Store) -> None:
    assert search(empty_store, "联盟") == []
