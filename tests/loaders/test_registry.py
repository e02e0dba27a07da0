"""The registry: keys given once, kept on disk, agreed on by the shipped seed."""

import csv
import io

import pytest

from graph.errors import StateError
from loaders.identity import Cluster
from loaders.registry import COLUMNS, SEED, Registry, load_registry, save_registry
from loaders.seed import seed_rows, write_seed


def organization(name):
    return Cluster("Organization", name, ("a#0",), (f"Organization|{name}|",))


def test_keys_are_twelve_letters_made_of_kind_and_name_and_are_kept(tmp_path):
    home = tmp_path / "registry.csv"
    registry = load_registry(home, tmp_path / "no-seed.csv")
    key = registry.key_of(organization("甲大学"))
    assert len(key) == 12 and key.isascii() and key.isalnum()
    assert registry.key_of(organization("甲大学")) == key
    assert registry.key_of(organization("乙大学")) != key
    save_registry(registry, home)
    assert load_registry(home, tmp_path / "no-seed.csv").key_of(organization("甲大学")) == key


def test_a_clash_gets_a_counter():
    key = Registry().key_of(organization("甲大学"))
    taken = Registry([(key, "Organization|丙|", "丙")])
    other = taken.key_of(organization("甲大学"))
    assert other != key and len(other) == 12
    assert taken.key_of(organization("丙")) == key


def test_a_torn_last_line_is_left_out_and_mended(tmp_path):
    home = tmp_path / "registry.csv"
    none = tmp_path / "none.csv"
    registry = load_registry(home, none)
    registry.key_of(organization("甲大学"))
    save_registry(registry, home)
    whole = home.read_bytes()
    home.write_bytes(whole + b"abc,Organi")
    again = load_registry(home, none)
    again.key_of(organization("乙大学"))
    save_registry(again, home)
    text = home.read_text(encoding="utf-8")
    assert text.startswith(whole.decode()) and text.count("\n") == 3 and "abc" not in text


def test_a_foreign_file_is_refused(tmp_path):
    home = tmp_path / "registry.csv"
    home.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(StateError, match="registry"):
        load_registry(home, tmp_path / "none.csv")


def test_the_shipped_seed_is_what_the_shipped_tables_give():
    out = io.StringIO()
    write_seed(seed_rows(SEED.parent), out)
    assert SEED.read_text(encoding="utf-8") == out.getvalue()
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert tuple(rows[0]) == COLUMNS
    assert len({row["key"] for row in rows}) == len(rows) == len({row["identity"] for row in rows})
