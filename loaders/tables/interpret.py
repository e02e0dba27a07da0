"""What the rows of each table mean as statements.

One function a table: it takes every field out of the row (see :class:`~loaders.tables.record.Fields`) and states it.
The words of roles and statuses are translated by ``tables.yaml``.
"""

from collections.abc import Callable, Mapping

from graph.errors import InputError
from graph.text import match_key
from loaders.tables.builder import RowReader
from loaders.tables.formats import ANYONE, BODY
from loaders.tables.merge import Draft
from loaders.tables.record import Item

_FIGURES = ("evaluated", "total", "high", "higher", "medium", "inactive", "grade_a_count", "cut_offs", "note")


def read_source(row: RowReader) -> None:
    """A page: everything is in :class:`graph.model.Page` already."""
    row.fields.several("site_kind")
    row.fields.several("is_copy")
    row.describes_page()


def read_alliance(row: RowReader) -> None:
    """Founding, batch, status and field as values; the lead unit leads, in no stated role."""
    item, aliases = row.fields.must("alliance"), row.fields.several("aliases")
    alliance = row.mention("Alliance", item, "alliance", _named("Alliance", item, aliases))
    as_of = row.fields.text("as_of")
    for property_ in ("founded", "batch", "status", "field"):
        row.value(alliance, property_, row.fields.one(property_), as_of)
    lead = row.fields.one("lead_unit")
    if lead:
        row.state(row.mention("Organization", lead, "lead_unit"), "leads", alliance, date=as_of)
    if not row.rules:
        row.only_named(alliance, "alliance")


def read_organization(row: RowReader) -> None:
    """Its kind (and credit code) as values, its place as a link."""
    item, aliases = row.fields.must("organization"), row.fields.several("aliases")
    organization = row.mention("Organization", item, "organization", _named("Organization", item, aliases))
    as_of = row.fields.text("as_of")
    row.value(organization, "organization_kind", row.fields.one("kind"), as_of)
    row.value(organization, "uscc", row.fields.one("uscc"), as_of)
    place = row.fields.one("located_in")
    if place:
        row.state(organization, "located_in", row.mention("Place", place, "located_in"), date=as_of)


def read_membership(row: RowReader) -> None:
    """The role says whether the organization leads the alliance or is a member of it."""
    meanings = row.builder.surroundings.formats.meanings
    organization = row.mention("Organization", row.fields.must("organization"), "organization")
    alliance = row.mention("Alliance", row.fields.must("alliance"), "alliance")
    role = row.fields.must("role").text
    status = meanings["membership_status"][told] if (told := row.fields.text("status")) else None
    predicate = meanings["role"][role]
    assert predicate is not None  # checked against the vocabulary
    row.state(organization, predicate, alliance, role=role, status=status, date=row.fields.text("date"))


def read_post(row: RowReader) -> None:
    """A person holds a post at an organization or alliance."""
    person, body = row.fields.must("person"), row.fields.must("organization_or_alliance")
    at = row.mention(BODY, body, "organization_or_alliance")
    who = row.person(person, f"body:{match_key(body.text)}")
    title = row.fields.must("title").text
    status = row.builder.surroundings.formats.meanings["post_status"][row.fields.must("status").text]
    row.state(who, "holds_post", at, title=title, status=status, date=row.fields.text("date"))


def read_event(row: RowReader) -> None:
    """An event with its organizers, those who attend, its place and the alliance it concerns."""
    item, day = row.fields.must("event"), row.fields.must("date").text
    draft = Draft("Event", item.text, type=row.fields.text("type"), date=day, date_end=row.fields.text("date_end"))
    event = row.mention("Event", item, "event", draft)
    for organizer in row.fields.several("organizers"):
        row.state(row.mention(BODY, organizer, "organizers"), "organizes", event, date=day)
    kind_of = row.builder.surroundings.names.kind_of
    role = row.builder.surroundings.formats.implied_roles["events.participants"]
    for participant in row.fields.several("participants"):
        if kind_of(row.record, "participants", participant, ANYONE) == "Person":
            who = row.person(participant, f"event:{day}:{match_key(item.text)}")
        else:
            who = row.mention(ANYONE, participant, "participants")
        row.state(who, "participates_in", event, role=role, date=day)
    place, alliance = row.fields.one("place"), row.fields.one("alliance")
    if place:
        row.state(event, "held_at", row.mention("Place", place, "place"), date=day)
    if alliance:
        row.state(event, "concerns", row.mention("Alliance", alliance, "alliance"), date=day)
    if not row.rules:
        row.only_named(event, "event")


def read_policy(row: RowReader) -> None:
    """A document with its issuers and what it cites, by number or by title."""
    item, day = row.fields.must("title"), row.fields.text("date")
    draft = Draft("PolicyDocument", item.text, number=row.fields.text("number"), date=day)
    policy = row.mention("PolicyDocument", item, "title", draft)
    for issuer in row.fields.several("issuers"):
        row.state(row.mention("Organization", issuer, "issuers"), "issues", policy, date=day)
    is_number = row.builder.surroundings.formats.patterns["number"].fullmatch
    for cited in row.fields.several("cites"):
        number = cited.text if is_number(cited.text) else None
        other = row.mention("PolicyDocument", cited, "cites", Draft("PolicyDocument", cited.text, number=number))
        row.state(policy, "cites", other, date=day)
    if not row.rules:
        row.only_named(policy, "document")


def read_evaluation(row: RowReader) -> None:
    """A yearly evaluation of the alliances: a project with its figures as values."""
    item = row.fields.must("year")
    name = row.builder.surroundings.formats.project_name.format(year=item.text)
    project = row.mention("Project", item, "year", Draft("Project", name))
    as_of = row.fields.text("as_of")
    for property_ in _FIGURES:
        row.value(project, property_, row.fields.one(property_), as_of)


def read_designation(row: RowReader) -> None:
    """A document designates an alliance, for which the unit answers."""
    number, day = row.fields.must("document_number"), row.fields.text("date")
    alliance = row.mention("Alliance", row.fields.must("alliance"), "alliance")
    draft = Draft("PolicyDocument", number.text, number=number.text, date=day)
    policy = row.mention("PolicyDocument", number, "document_number", draft)
    told = row.fields.must("status")
    status = row.builder.surroundings.formats.meanings["designation_status"][told.text]
    row.state(policy, "designates", alliance, status=status, number=row.fields.text("number"), date=day)
    lead, issuer = row.fields.one("lead_unit"), row.fields.one("issuer")
    role = row.builder.surroundings.formats.implied_roles["designations.lead_unit"]
    if lead:
        row.state(row.mention("Organization", lead, "lead_unit"), "leads", alliance, role=role, date=day)
    if issuer:
        row.state(row.mention("Organization", issuer, "issuer"), "issues", policy, date=day)
    row.value(alliance, "status", told, day)
    row.value(alliance, "batch", row.fields.one("batch"), day)


def interpreter_of(table: str) -> Callable[[RowReader], None]:
    """The function that reads rows of ``table``.

    Raises:
        InputError: ``tables.yaml`` describes a table that nothing here reads.
    """
    if table not in _INTERPRETERS:
        raise InputError(f"{table}.csv: tables.yaml describes this table, but nothing reads its rows.")
    return _INTERPRETERS[table]


def _named(kind: str, item: Item, aliases: tuple[Item, ...]) -> Draft:
    return Draft(kind, item.text, aliases=tuple(alias.text for alias in aliases))


_INTERPRETERS: Mapping[str, Callable[[RowReader], None]] = {
    "sources": read_source,
    "alliances": read_alliance,
    "organizations": read_organization,
    "memberships": read_membership,
    "posts": read_post,
    "events": read_event,
    "policies": read_policy,
    "evaluations": read_evaluation,
    "designations": read_designation,
}
