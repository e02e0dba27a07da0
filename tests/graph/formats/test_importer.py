"""The files of Neo4j's importer, read as strictly as the importer does."""

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph.errors import StateError
from graph.formats.importer import SEPARATOR, write_importer
from ontology import load_vocabulary
from tests.graph.formats.rows import ALLIANCE, HARD, PERSON, rows

VOCABULARY = load_vocabulary()
TYPES = {"string": str, "long": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__}
HEAD = re.compile(
    r"(?P<name>\w*):(?P<type>ID|START_ID|END_ID|LABEL|TYPE|(long|string)(\[\])?|double|boolean)(\((?P<space>\w+)\))?"
)


class Imported:
    """What the importer would make of a folder; raises where it would stop."""

    def __init__(self, folder: Path) -> None:
        self.nodes: dict[tuple[str, str], dict[str, Any]] = {}
        self.edges: list[tuple[str, tuple[str, str], tuple[str, str], dict[str, Any]]] = []
        options = (folder / "import.args").read_text(encoding="utf-8").splitlines()
        assert options[:2] == ["--multiline-fields=true", "--array-delimiter=U+001F"]
        for option in options[2:]:
            sort, header, data = re.fullmatch(r"--(nodes|relationships)=\./(.+-header\.csv),\./(.+)", option).groups()  # type: ignore[union-attr]
            with (folder / header).open(encoding="utf-8", newline="") as file:
                (heading,) = csv.reader(file, strict=True)
            columns = [HEAD.fullmatch(each).groupdict() for each in heading]  # type: ignore[union-attr]
            with (folder / data).open(encoding="utf-8", newline="") as file:
                for cells in csv.reader(file, strict=True):
                    assert len(cells) == len(columns)
                    self._add(sort, list(zip(columns, cells, strict=True)))
        spaces = Counter(space for space, _ in self.nodes)
        assert set(spaces) <= {"Entity", "Concept", "Value", "SourceDocument", "Passage"}

    def _add(self, sort: str, cells: list[tuple[dict[str, Any], str]]) -> None:
        properties: dict[str, Any] = {}
        keys: dict[str, Any] = {}
        for column, text in cells:
            kind = column["type"]
            if kind in ("ID", "START_ID", "END_ID"):
                keys[kind] = (column["space"], text)
                if column["name"]:
                    properties[column["name"]] = text
            elif kind in ("LABEL", "TYPE"):
                keys[kind] = text
            elif text:
                parts = [TYPES[kind.removesuffix("[]")](part) for part in text.split(SEPARATOR)]
                properties[column["name"]] = parts if kind.endswith("[]") else parts[0]
        if sort == "nodes":
            assert keys["ID"] not in self.nodes
            self.nodes[keys["ID"]] = {**properties, ":LABEL": keys["LABEL"].split(SEPARATOR)}
        else:
            for end in ("START_ID", "END_ID"):
                assert keys[end] in self.nodes, "an end that was not imported"
            self.edges.append((keys["TYPE"], keys["START_ID"], keys["END_ID"], properties))


def test_the_importer_finds_the_graph(tmp_path: Path) -> None:
    write_importer(rows(), tmp_path / "out", VOCABULARY)
    found = Imported(tmp_path / "out")
    alliance = found.nodes["Entity", ALLIANCE]
    assert alliance[":LABEL"] == ["Entity", "Alliance"]
    assert (alliance["name"], alliance["aliases"]) == (HARD, ["盐业联盟", HARD])
    assert "iri" not in alliance, "what is not in the store does not enter it"
    assert found.nodes["Entity", PERSON][":LABEL"] == ["Entity", "Official", "Person"]
    assert found.nodes["SourceDocument", "doc"]["lines_total"] == 3
    assert found.nodes["SourceDocument", "doc"]["is_copy"] is True
    kinds = Counter(kind for kind, *_ in found.edges)
    assert kinds == {
        **{"HOLDS_POST": 2, "MENTIONS": 2},
        **dict.fromkeys(("FROM", "HAS_VALUE", "IN", "IN_FIELD", "LEADS", "LISTS"), 1),
    }
    posts = [properties for kind, *_, properties in found.edges if kind == "HOLDS_POST"]
    assert [(p["id"], p["title"]) for p in posts] == [("fff2", "秘书长"), ("fff3", HARD)]
    assert posts[0]["confidence"] == 0.9
    mentions = [properties for kind, *_, properties in found.edges if kind == "MENTIONS"]
    assert mentions == [{"id": "m1", "bodies": [7, 0]}, {"id": "m2", "date": "2018", "type": "forum"}]
    schema = (tmp_path / "out" / "schema.cypher").read_text(encoding="utf-8")
    assert "CREATE CONSTRAINT entity_id IF NOT EXISTS" in schema
    assert all(text.endswith(";") for text in schema.splitlines())
    assert schema.splitlines()[-1] == "MATCH (x:Organization) WHERE x.aliases IS NULL SET x.aliases = [];"


def test_an_element_with_the_separator_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StateError, match=r"U\+001F"):
        write_importer(rows(f"a{SEPARATOR}b"), tmp_path / "out", VOCABULARY)
    assert not any(tmp_path.iterdir())
