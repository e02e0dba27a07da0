"""The graph as a networkx graph."""

import networkx
import pytest

from graph.errors import StateError
from graph.projection import to_networkx
from ontology import load_vocabulary
from tests.graph.formats.rows import ALLIANCE, HARD, PASSAGE, PERSON, UNIT, rows

VOCABULARY = load_vocabulary()


def test_everything_is_there() -> None:
    found = to_networkx(rows(), VOCABULARY)
    assert isinstance(found, networkx.MultiDiGraph)
    assert (found.number_of_nodes(), found.number_of_edges()) == (8, 10)
    assert found.nodes[PERSON]["labels"] == ("Entity", "Official", "Person")
    assert found.nodes[ALLIANCE]["aliases"] == ["盐业联盟", HARD]
    assert found.nodes[ALLIANCE]["iri"].endswith(f"/alliance/{ALLIANCE}")
    posts = found.get_edge_data(PERSON, ALLIANCE)
    assert {key: post["title"] for key, post in posts.items()} == {"holds_post/fff2": "秘书长", "holds_post/fff3": HARD}
    assert posts["holds_post/fff2"]["label"] == "HOLDS_POST"
    assert posts["holds_post/fff2"]["evidence"] == [PASSAGE]
    assert networkx.has_path(found, UNIT, "value-1")


def test_two_nodes_with_one_id_are_refused() -> None:
    data = rows()
    data[5]["id"] = ALLIANCE
    with pytest.raises(StateError, match=ALLIANCE):
        to_networkx(data, VOCABULARY)


def test_an_end_that_is_missing_is_refused() -> None:
    with pytest.raises(StateError, match="uuuuuuuuuuuu"):
        to_networkx([row for row in rows() if row["id" if "id" in row else "type"] != UNIT], VOCABULARY)
