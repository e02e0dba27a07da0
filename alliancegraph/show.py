"""`show`: one entity, with every statement about it and where it was read."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Json
from alliancegraph.output import print_json, print_table, print_text

if TYPE_CHECKING:
    from queries.profile import Profile, Support


def show(
    entity: Annotated[str, typer.Argument(metavar="ID", help="An entity's id or IRI, as `search` gives it.")],
    as_json: Json = False,
) -> None:
    """Show an entity: its names, and its statements with the passages they were read from.

    Example: alliancegraph show https://w3id.org/alliancegraph/id/alliance/abcdefghijkl
    """
    from queries.profile import profile

    settings = read_settings(os.environ)
    with open_store(settings) as store:
        found = profile(store, entity.rstrip("/").rsplit("/", 1)[-1])
    if as_json:
        print_json(found.as_json())
    else:
        _print_profile(found, settings.language)


def _print_profile(found: "Profile", language: str) -> None:
    print_text(f"{found.kind}: {found.name}\n{found.iri}")
    others = [name.form for name in found.names if name.form != found.name]
    if others:
        print_text(f"also called: {', '.join(others)}")
    rows: list[tuple[str, str, str, str, str]] = []
    for fact in found.statements:
        qualifiers = ", ".join(fact.qualifiers.values())
        rows.append((fact.subject.name, fact.predicate, fact.object.name, qualifiers, _source(fact.support)))
    for value in found.values:
        label = (value.label_zh if language == "zh" else value.label_en) or value.value
        rows.append((found.name, value.property, label, value.period.get("observed_on", ""), _source(value.support)))
    print_text("")
    print_table(["subject", "predicate", "object", "qualifiers", "read from"], rows)


def _source(support: "Support") -> str:
    """Where the first passage stands, and how many more there are."""
    if not support.evidence:
        return ""
    first, more = support.evidence[0], len(support.evidence) - 1
    place = f" ({first.place})" if first.place else ""
    return f"{first.document}:{first.start}-{first.end}{place}{f' (+{more})' if more else ''}"
