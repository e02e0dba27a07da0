"""Both languages say the same things, and every text that the code asks for is there."""

import re
import string
from pathlib import Path

import dashboard
from dashboard.i18n import load
from dashboard.pages import ENTRIES
from dashboard.services.links import PATHS
from queries.index import SCORES

ROOT = Path(dashboard.__file__).parent


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_same_keys() -> None:
    assert load("zh").entries.keys() == load("en").entries.keys()


def test_same_placeholders() -> None:
    zh, en = load("zh").entries, load("en").entries
    assert {k: placeholders(v) for k, v in zh.items()} == {k: placeholders(v) for k, v in en.items()}


def test_no_text_is_empty_or_left_untranslated() -> None:
    zh, en = load("zh").entries, load("en").entries
    assert [key for key in zh if not zh[key].strip() or not en[key].strip()] == []
    chinese = re.compile("[\u4e00-\u9fff]")
    other = {"app.other_language", "common.search_placeholder"}
    assert [key for key, text in en.items() if chinese.search(text) and key not in other] == []


def test_every_text_asked_for_exists_and_none_is_idle() -> None:
    code = "\n".join(path.read_text("utf-8") for path in ROOT.rglob("*.py"))
    asked = set(re.findall(r"""\bt\(\s*["']([a-z_.]+)["']""", code)) | set(re.findall(r'"((?:[a-z]+)\.[a-z_]+)"', code))
    known = load("zh").entries.keys()
    families = {m.split(".")[0] for m in re.findall(r"""f["']([a-z]+\.[a-z_]*)\{""", code)}
    prefixes = set(re.findall(r"""f["']([a-z]+\.[a-z_]*)\{""", code))
    assert families <= {key.split(".")[0] for key in known}
    assert set(re.findall(r"""\bt\(\s*["']([a-z_.]+)["']""", code)) <= known
    idle = {key for key in known if key not in asked and not any(key.startswith(p) for p in prefixes)}
    assert idle == set()


def test_menu_and_reasons_are_complete() -> None:
    known = load("zh").entries
    assert {f"menu.{entry.name}" for entry in ENTRIES} <= known.keys()
    assert {entry.name for entry in ENTRIES} == PATHS.keys()
    assert {f"reason.{reason}" for reason in SCORES} <= known.keys()


def test_an_unknown_language_is_chinese() -> None:
    assert load("fr").language == "zh"
