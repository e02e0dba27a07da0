"""The patterns of layout, built from ``loaders/knowledge/layout.yaml``."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from graph.errors import InputError

_LONGEST_CREDIT = 200
_BYLINE = re.compile(
    r"[(【](?:[\u4e00-\u9fff]{2,20}[  ]{1,4})?(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff] {1,3}[\u4e00-\u9fff])"
    r"(?:[ 、/]{1,4}[\u4e00-\u9fff]{2,4}){0,3}[)】]"
)
"""Who wrote a report, on a line of its own: (创新体系处 某某), (某某、某某)."""
_BRACKETS = frozenset("(【")
_SPACED = r"[ \t]{0,2}"


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled patterns; every one is matched against folded text.

    ``label`` finds labels of an imprint in an uncleaned line: group ``name`` is the label, after a blank or at the
    start. ``columns`` are the known column headings, longest first, ``initials`` what they begin with. ``group`` is
    the heading of a group of names (``label``, ``post`` when it lists persons, ``colon`` and ``rest``), ``minutes`` the
    label of a line of minutes (参会人员：), ``body_end`` what bodies' names end with.
    """

    guide: re.Pattern[str]
    newsletter: re.Pattern[str]
    notice_title: re.Pattern[str]
    masthead_noise: re.Pattern[str]
    recipients: re.Pattern[str]
    staff: re.Pattern[str]
    contact: re.Pattern[str]
    label: re.Pattern[str]
    credit: re.Pattern[str]
    credit_tail: re.Pattern[str]
    columns: tuple[str, ...]
    initials: frozenset[str]
    numbering: re.Pattern[str]
    list_title: re.Pattern[str]
    web_head: re.Pattern[str]
    group: re.Pattern[str]
    minutes: re.Pattern[str]
    body_end: re.Pattern[str]


@cache
def words() -> Words:
    """The patterns; read once.

    Raises:
        InputError: when a key of the file is missing or not known.
    """
    text = files("loaders").joinpath("knowledge", "layout.yaml").read_text(encoding="utf-8")
    data = {key: re.sub(r"\|\s+", "|", value).strip() for key, value in yaml.safe_load(text).items()}
    expected = {
        "guide", "newsletter", "notice_kind", "minutes", "masthead_noise", "recipients", "staff", "contact",
        "credit_label", "credit_verb", "columns", "numbering", "list_title", "web_head",
        "group_rank", "group_kind", "group_post", "group_alliance", "body_end",
    }  # fmt: skip
    if set(data) != expected:
        odd = ", ".join(sorted(set(data) ^ expected))
        raise InputError(f"knowledge/layout.yaml has missing or unknown keys ({odd}); correct the file.")
    staff, contact = _spaced(data["staff"]), _spaced(data["contact"])
    owner = "[^\\s：。，、；()]{0,12}?"
    return Words(
        guide=re.compile(rf"[【\[〔(《“\s]*{_spaced(data['guide'])}[】\]〕)》”：\s]*"),
        newsletter=re.compile(data["newsletter"]),
        notice_title=re.compile(rf"关于[^。；]{{2,160}}(?:{data['notice_kind']})[》”]?(?:\([^()]{{1,20}}\))?$"),
        masthead_noise=re.compile(data["masthead_noise"]),
        recipients=re.compile(rf"(?:{_spaced(data['recipients'])})\s*："),
        staff=re.compile(rf"(?:本期|本刊)?\s*(?:{staff})\s*："),
        contact=re.compile(rf"{owner}(?:{contact})\s*[：:]"),
        label=re.compile(rf"(?:^|(?<=\s))(?P<name>(?:本期|本刊)?(?:{staff})|{owner}(?:{contact}))\s*[：:]"),
        credit=re.compile(
            rf"[(【]\s*(?:[^()：]{{0,12}}(?:{data['credit_label']})[：/].{{1,80}}|[^()。]{{2,60}}(?:{data['credit_verb']})[。；，]?.{{0,40}})[)】]。?"
            rf"|(?:{data['credit_label']})[：/][^。；]{{2,40}}|[^，。；：]{{2,30}}供稿"
        ),
        credit_tail=re.compile(
            rf"(?<=[。！？”])\s*[(【](?:[^()：]{{0,12}}(?:{data['credit_label']})[：/][^()]{{1,60}}|[^()。，]{{2,50}}(?:{data['credit_verb']}))[)】]。?$"
        ),
        columns=tuple(sorted(data["columns"].split("|"), key=len, reverse=True)),
        initials=frozenset(name[0] for name in data["columns"].split("|")),
        numbering=re.compile(rf"(?:{data['numbering']})"),
        list_title=re.compile(rf"(?:{data['list_title']})(?:\([^()]{{1,20}}\))?"),
        web_head=re.compile(data["web_head"]),
        group=re.compile(
            rf"[【\[(〔]?(?:[A-Z][、.．\s]?\s*(?=[\u4e00-\u9fff]))?(?P<label>(?P<post>{_spaced(data['group_post'])})|{data['group_rank']}|(?P<kind>{data['group_kind']})|{data['group_alliance']})"
            r"(?:名单|名录|一览表?|如下)?[】\])〕]?\s*(?:\(?(?:共计?|计)?\s*\d{1,4}\s*[家个名位人所][^()。，]{0,12}\)?|\([^()：；]{1,20}\))?\s*"
            r"(?:(?P<colon>[：|\t])\s*(?P<rest>.*))?$"
        ),
        minutes=re.compile(rf"(?:{_spaced(data['minutes'])})\s*[：:]"),
        body_end=re.compile(data["body_end"]),
    )


def is_credit(text: str) -> bool:
    """Whether a line says who sent the report, and nothing else."""
    if len(text) > _LONGEST_CREDIT or not (text[:1] in _BRACKETS or "：" in text or "/" in text or "供稿" in text):
        return False
    return words().credit.fullmatch(text) is not None or _BYLINE.fullmatch(text) is not None


def _spaced(alternatives: str) -> str:
    """The same alternatives with blanks allowed between two ideographs."""
    return re.sub("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", _SPACED.replace("\\", "\\\\"), alternatives)
