"""`query`: asks a named question."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Json
from alliancegraph.output import complain, print_json, print_table
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.store import Store
    from queries.catalogue import Answer
    from queries.question import Question

CONTEXT: dict[str, Any] = {"allow_extra_args": True, "ignore_unknown_options": True}
"""What a question takes is its own affair: options that `query` does not know are the question's parameters."""


def query(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(metavar="[ID]", help="The question's id, see --list.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the questions with their parameters.")] = False,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Answer as of this day: 2013, 2013-08 or 2013-08-23.")
    ] = None,
    via: Annotated[Literal["cypher", "sparql"], typer.Option(help="The engine that answers.")] = "cypher",
    as_json: Json = False,
) -> None:
    """Ask a named question; its parameters are given as --NAME VALUE.

    Example: alliancegraph query alliance-members --alliance 粉末冶金产业技术创新战略联盟
    """
    if list_:
        _list(as_json)
        return
    if question is None:
        raise UsageError("Which question? Give its id; 'alliancegraph query --list' lists them.")
    from queries.catalogue import ask, find_question, load_catalogue

    parameters, settings = read_parameters(context.args), read_settings(os.environ)
    wanted = find_question(load_catalogue(), question)
    with open_store(settings) as store:
        if via == "sparql":
            answer = _by_sparql(store, wanted, parameters, as_of)
        else:
            answer = ask(store, wanted, parameters, as_of=as_of)
    if as_json:
        print_json(answer.as_json())
        return
    # Lists of passages are for programs; `show` gives the passages themselves.
    shown = [place for place, column in enumerate(answer.columns) if column.type != "evidence"]
    headings = [answer.columns[place].heading.in_(settings.language) for place in shown]
    print_table(headings, [[row[place] for place in shown] for row in answer.rows])
    for note in answer.notes:
        complain(note.in_(settings.language))


def _by_sparql(store: "Store", wanted: "Question", parameters: dict[str, str], as_of: str | None) -> "Answer":
    from graph.sparql.endpoint import open_endpoint
    from ontology import load_vocabulary
    from queries.twin import ask_by_sparql

    with open_endpoint(store, load_vocabulary()) as endpoint:
        return ask_by_sparql(store, endpoint, wanted, parameters, as_of=as_of)


def read_parameters(words: Sequence[str]) -> dict[str, str]:
    """The parameters in ``--name value`` or ``--name=value`` words; a hyphen in a name stands for an underscore.

    Raises UsageError for anything else.
    """
    parameters: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--") or word == "--":
            raise UsageError(f"«{word}» belongs to no parameter: write --NAME VALUE.")
        name, separator, value = word[2:].partition("=")
        given = value if separator else next(rest, None)
        if given is None:
            raise UsageError(f"--{name} needs a value.")
        key = name.replace("-", "_")
        if key in parameters:
            raise UsageError(f"--{name} is given twice.")
        parameters[key] = given
    return parameters


def _list(as_json: bool) -> None:
    from queries.catalogue import load_catalogue

    questions = load_catalogue().values()
    if as_json:
        print_json([question.as_json() for question in questions])
        return
    language = read_settings(os.environ).language
    rows = [
        (
            q.id,
            q.question.in_(language),
            [f"--{p.name}" if p.default is None else f"[--{p.name} {p.default}]" for p in q.parameters],
        )
        for q in questions
    ]
    print_table(["id", "question", "parameters"], rows)
