"""IRIs and paths."""

import pytest

from graph.publication.address import Thing, local, sorts, thing
from graph.text import BASE

KNOWN = sorts(["Alliance", "PolicyDocument"], ["MEMBER_OF"])


@pytest.mark.parametrize(
    ("path", "iri"),
    [
        ("alliance/abc", "id/alliance/abc"),
        ("member_of/abc", "id/member_of/abc"),
        ("source/0123", "source/0123"),
        ("scheme/status", "scheme/status"),
        ("scheme/status/pilot", "scheme/status/pilot"),
        ("graph/source/0123", "graph/source/0123"),
        ("scheme/field/%E7%9B%90", "scheme/field/%E7%9B%90"),
        ("lists/table%2Fa%7Cpage-1", "id/lists/table%2Fa%7Cpage-1"),
    ],
)
def test_a_path_stands_for_an_iri_and_back(path: str, iri: str) -> None:
    found = thing(path, KNOWN)
    assert found is not None
    assert found.iri == BASE + iri
    assert found.id_path == "/" + iri
    assert found.doc_path == "/doc/" + path
    assert local(found.iri) == found.id_path


@pytest.mark.parametrize(
    "path",
    ["", "alliance", "alliance/", "nothing/x", "alliance/a/b", "graph/a/b/c", "text/" + "x" * 301],
)
def test_other_paths_stand_for_nothing(path: str) -> None:
    assert thing(path, KNOWN) is None


def test_addresses_on_this_server() -> None:
    assert local(f"{BASE}text/0a#char=1,2") == "/text/0a#char=1,2"
    assert local(f"{BASE}ns#Alliance") == "/ns#Alliance"
    assert local("https://example.org/a?b") == "https://example.org/a?b"
    assert local(Thing("alliance", "a").iri) == "/id/alliance/a"
