"""What can be said of a SPARQL query before it runs: its form, its dataset, and whether it may run at all.

The text is cut into tokens as the grammar of SPARQL 1.1 has them, so that a word inside a string, an IRI, a comment or
a name is no keyword. Whether the query is well formed is decided by the engine, which tells line and column.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast
from urllib.parse import urljoin

from graph.errors import QueryError

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
LONGEST = 1_000_000
"""Characters; a longer query is refused unread."""

_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<comment>\#[^\r\n]*)
    |(?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<name>[\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<word>[^\W\d]\w*)
    |(?P<mark>\S)""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A token: its sort, its text, and where it begins and ends."""

    sort: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query is asked of, as IRIs; both None: everything.

    ``default`` are merged into the default graph, ``named`` can be asked for by GRAPH. As in SPARQL, where one of the
    two is given the other is empty unless it is given too.
    """

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """A query that may run: its form, its text with the FROM clauses blanked out, and the dataset these name."""

    form: Form
    text: str
    dataset: Dataset


def examine(text: str, prefixes: dict[str, str], base: str) -> Examined:
    """Looks at a query. ``prefixes`` are predeclared, ``base`` resolves relative IRIs of FROM clauses.

    Raises QueryError for an update, for SERVICE, for a text that is too long or has no query form.
    """
    if len(text) > LONGEST:
        raise QueryError(f"The query has {len(text):,} characters; at most {LONGEST:,} are read.")
    tokens = [token for token in tokenize(text) if token.sort != "comment"]
    form, known = _prologue(tokens, prefixes, base)
    if any(_calls_service(token, known) for token in tokens):
        raise QueryError("SERVICE is switched off: a query reads this graph alone, ask the other endpoint by itself.")
    kept, dataset = _without_from(text, tokens, known)
    return Examined(form, kept, dataset)


def tokenize(text: str) -> Iterator[Token]:
    """The tokens in their order, comments among them."""
    for match in _TOKEN.finditer(text):
        yield Token(cast(str, match.lastgroup), match.group(), match.start(), match.end())


@dataclass(frozen=True, slots=True)
class _Names:
    """What the prologue declares."""

    prefixes: dict[str, str]
    base: str

    def iri(self, token: Token) -> str | None:
        """The IRI that a token stands for, or None when it stands for none."""
        if token.sort == "iri":
            return urljoin(self.base, token.text[1:-1])
        prefix, colon, local = token.text.partition(":")
        if token.sort == "name" and colon and prefix in self.prefixes:
            return self.prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)
        return None


def _calls_service(token: Token, names: _Names) -> bool:
    """Whether the token is the keyword, also where a name is glued to it (``SERVICE:here``)."""
    prefix = token.text.partition(":")[0]
    glued = token.sort == "name" and prefix not in names.prefixes and prefix.upper().rpartition(".")[2] == "SERVICE"
    return glued or (token.sort == "word" and token.text.upper() == "SERVICE")


def _prologue(tokens: Sequence[Token], prefixes: dict[str, str], base: str) -> tuple[Form, _Names]:
    declared, at = dict(prefixes), 0
    while at < len(tokens):
        word = tokens[at].text.upper()
        if word == "PREFIX" and at + 2 < len(tokens) and tokens[at + 2].sort == "iri":
            declared[tokens[at + 1].text.removesuffix(":")] = urljoin(base, tokens[at + 2].text[1:-1])
            at += 3
        elif word == "BASE" and at + 1 < len(tokens) and tokens[at + 1].sort == "iri":
            base, at = urljoin(base, tokens[at + 1].text[1:-1]), at + 2
        elif word in UPDATES:
            raise QueryError(f"{word} would change the graph; only SELECT, ASK, CONSTRUCT and DESCRIBE may run.")
        elif word in FORMS:
            return cast(Form, word), _Names(declared, base)
        else:
            line = 1 + tokens[at].start
            raise QueryError(
                f"SELECT, ASK, CONSTRUCT or DESCRIBE is missing: «{word[:40]}» stands at character {line}."
            )
    raise QueryError("The query is empty: it begins with SELECT, ASK, CONSTRUCT or DESCRIBE.")


def _without_from(text: str, tokens: Sequence[Token], names: _Names) -> tuple[str, Dataset]:
    """Takes the FROM clauses out; blanks stand in their place, so that lines and columns stay what they were."""
    default: list[str] = []
    named: list[str] = []
    letters = list(text)
    for at, token in enumerate(tokens):
        if token.sort != "word" or token.text.upper() != "FROM":
            continue
        is_named = at + 1 < len(tokens) and tokens[at + 1].text.upper() == "NAMED"
        last = at + 1 + is_named
        iri = names.iri(tokens[last]) if last < len(tokens) else None
        if iri is None:
            continue  # the engine says what is wrong with it
        (named if is_named else default).append(iri)
        for each in tokens[at : last + 1]:
            letters[each.start : each.end] = " " * (each.end - each.start)
    if not default and not named:
        return text, Dataset()
    return "".join(letters), Dataset(tuple(default), tuple(named))
