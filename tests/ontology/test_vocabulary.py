"""The shipped vocabulary: every name that the contracts promise is there, with labels and definitions."""

import subprocess
import sys

import pytest

from ontology import Concept, Term, Vocabulary, VocabularyViolation, load_vocabulary

KINDS = ["Alliance", "Organization", "Person", "PolicyDocument", "Event", "Award", "Project", "Standard", "Place"]
STRUCTURAL = {"SourceDocument", "Passage", "Concept", "Value"}
PREDICATES = [
    "leads",
    "member_of",
    "holds_post",
    "part_of",
    "designates",
    "issues",
    "cites",
    "organizes",
    "chairs",
    "participates_in",
    "held_at",
    "receives",
    "signs_with",
    "undertakes",
    "develops",
    "located_in",
    "concerns",
]
RELATIONSHIPS = [
    "LEADS",
    "MEMBER_OF",
    "HOLDS_POST",
    "PART_OF",
    "DESIGNATES",
    "ISSUES",
    "CITES",
    "ORGANIZES",
    "CHAIRS",
    "PARTICIPATES_IN",
    "HELD_AT",
    "RECEIVES",
    "SIGNS_WITH",
    "UNDERTAKES",
    "DEVELOPS",
    "LOCATED_IN",
    "CONCERNS",
]
PROPERTIES = [
    "founded",
    "field",
    "status",
    "batch",
    "organization_kind",
    "evaluated",
    "total",
    "high",
    "higher",
    "medium",
    "inactive",
    "grade_a_count",
    "cut_offs",
    "note",
]
ENDS = {
    "leads": ("Organization", "Alliance"),
    "member_of": ("Organization Alliance", "Alliance Organization"),
    "holds_post": ("Person", "Organization Alliance"),
    "part_of": ("Organization", "Organization"),
    "designates": ("PolicyDocument", "Alliance"),
    "issues": ("Organization", "PolicyDocument"),
    "cites": ("PolicyDocument", "PolicyDocument"),
    "organizes": ("Organization Alliance", "Event"),
    "chairs": ("Person", "Event"),
    "participates_in": ("Person Organization Alliance", "Event"),
    "held_at": ("Event", "Place"),
    "receives": ("Organization Alliance Person", "Award"),
    "signs_with": ("Organization Alliance", "Organization Alliance"),
    "undertakes": ("Organization Alliance", "Project"),
    "develops": ("Organization Alliance", "Standard PolicyDocument"),
    "located_in": ("Organization", "Place"),
    "concerns": ("Event", "Alliance"),
}
IDENTITY = {
    "leads": ("role",),
    "member_of": ("role",),
    "organizes": ("role",),
    "holds_post": ("title",),
    "designates": ("status",),
    "receives": ("date",),
    "signs_with": ("date",),
}
VALUES = {
    ("leads", "role"): "责任主体单位 理事长单位 牵头单位 秘书处依托单位",
    ("member_of", "role"): "成员单位 副理事长单位 理事单位 网员 理事长单位 常务理事单位 发起单位",
    ("member_of", "status"): "joined revoked",
    ("holds_post", "status"): "appointed left",
    ("designates", "status"): "pilot key_cultivation",
    ("organizes", "role"): "主办 承办 协办 召开",
    ("participates_in", "role"): "attends speaks",
}
SCHEMES = {
    "status": "pilot key_cultivation provincial other",
    "batch": "1 2 3",
    "organization_kind": "company university research_institute association government public_institution media other",
    "event_type": "meeting forum conference award_ceremony visit launch signing training review release contest "
    "exhibition rescue disaster",
    "genre": "notice briefing web text table page",
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def families(vocabulary: Vocabulary) -> list[Term]:
    mappings = (
        vocabulary.kinds,
        vocabulary.predicates,
        vocabulary.qualifiers,
        vocabulary.properties,
        vocabulary.attributes,
        vocabulary.links,
        vocabulary.relations,
        vocabulary.schemes,
    )
    return [term for mapping in mappings for term in mapping.values()]


def test_every_term_is_labelled_and_defined_in_both_languages(vocabulary: Vocabulary) -> None:
    concepts = [concept for scheme in vocabulary.schemes.values() for concept in scheme.concepts.values()]
    terms: list[Term | Concept] = [*families(vocabulary), *concepts]
    assert len(terms) > 150
    for term in terms:
        texts = (term.label_zh, term.label_en, term.definition_zh, term.definition_en)
        assert all(text.strip() for text in texts), term.iri
        assert any("\u4e00" <= c <= "\u9fff" for c in term.label_zh + term.definition_zh), term.iri
        assert term.definition_en.isascii() or "〔〕" in term.definition_en, term.iri


def test_iris_are_ascii_and_names_follow_from_them(vocabulary: Vocabulary) -> None:
    for term in families(vocabulary):
        assert term.iri.isascii()
    for predicate in vocabulary.predicates.values():
        local = predicate.iri.removeprefix(vocabulary.namespace)
        assert local.lower() == predicate.name.replace("_", "")
        assert predicate.relationship == predicate.name.upper()
    for scheme in vocabulary.schemes.values():
        assert all(concept.iri.isascii() for concept in scheme.concepts.values())


def test_kinds_of_the_guide(vocabulary: Vocabulary) -> None:
    assert [kind.name for kind in vocabulary.entity_kinds] == KINDS
    assert {kind.name for kind in vocabulary.kinds.values() if kind.structural} == STRUCTURAL
    official = vocabulary.kinds["Official"]
    assert (official.parent, official.derived, official.structural) == ("Person", True, False)
    assert vocabulary.is_a("Official", "Person") and not vocabulary.is_a("Person", "Official")


def test_predicates_of_the_contract(vocabulary: Vocabulary) -> None:
    assert list(vocabulary.predicates) == PREDICATES
    assert [p.relationship for p in vocabulary.predicates.values()] == RELATIONSHIPS
    for name, (subjects, objects) in ENDS.items():
        predicate = vocabulary.predicates[name]
        assert (predicate.subjects, predicate.objects) == (frozenset(subjects.split()), frozenset(objects.split())), (
            name
        )
        assert predicate.identity == IDENTITY.get(name, ()), name
        assert predicate.in_guide == (name != "concerns")
        assert predicate.symmetric == (name == "signs_with")
    assert vocabulary.predicates["holds_post"].required == ("title",)
    assert vocabulary.predicates["designates"].required == ("status", "number")


@pytest.mark.parametrize(("key", "values"), VALUES.items())
def test_qualifier_values(vocabulary: Vocabulary, key: tuple[str, str], values: str) -> None:
    assert vocabulary.allowed_values(*key) == frozenset(values.split())


@pytest.mark.parametrize("key", [("holds_post", "title"), ("designates", "number"), ("receives", "date")])
def test_free_qualifiers(vocabulary: Vocabulary, key: tuple[str, str]) -> None:
    assert vocabulary.allowed_values(*key) is None


@pytest.mark.parametrize(("name", "notations"), SCHEMES.items())
def test_schemes(vocabulary: Vocabulary, name: str, notations: str) -> None:
    scheme = vocabulary.schemes[name]
    assert not scheme.open
    assert list(scheme.concepts) == notations.split()
    assert all(concept.id == f"concept-{name}-{notation}" for notation, concept in scheme.concepts.items())


def test_value_properties(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.properties) == set(PROPERTIES)
    coded = {p.name: p.relationship for p in vocabulary.properties.values() if p.scheme}
    assert coded == {
        "status": "HAS_STATUS",
        "batch": "IN_BATCH",
        "field": "IN_FIELD",
        "organization_kind": "CLASSIFIED_AS",
    }
    plain = {p.relationship for p in vocabulary.properties.values() if not p.scheme}
    assert plain == {"HAS_VALUE"}


def test_relationships_each_once(vocabulary: Vocabulary) -> None:
    coded = ["HAS_STATUS", "IN_BATCH", "IN_FIELD", "CLASSIFIED_AS", "HAS_VALUE", "MENTIONS"]
    assert list(vocabulary.relationships) == RELATIONSHIPS + coded


def test_each_fact_has_a_class_of_its_own_in_rdf(vocabulary: Vocabulary) -> None:
    classes = [predicate.relation for predicate in vocabulary.predicates.values()]
    assert len(set(classes)) == len(classes)
    assert set(classes) < {relation.iri for relation in vocabulary.relations.values()}


def test_labels(vocabulary: Vocabulary) -> None:
    assert vocabulary.label("Alliance", "zh") == "联盟"
    assert vocabulary.label("MEMBER_OF", "en") == vocabulary.label("member_of", "en") == "member of"
    assert vocabulary.label("valid_until", "zh") == "终止日期"
    with pytest.raises(VocabularyViolation, match="Unknown term 'Club'"):
        vocabulary.label("Club", "en")


def test_open_scheme_takes_any_notation_a_closed_one_does_not(vocabulary: Vocabulary) -> None:
    made = vocabulary.concept("field", "海水淡化")
    assert (made.id, made.label_zh, made.label_en) == ("concept-field-海水淡化", "海水淡化", "海水淡化")
    with pytest.raises(VocabularyViolation, match="not in the scheme batch"):
        vocabulary.concept("batch", "4")
    with pytest.raises(VocabularyViolation, match="not in the scheme field"):
        vocabulary.concept("field", " ")


def test_nothing_can_be_changed(vocabulary: Vocabulary) -> None:
    with pytest.raises(AttributeError):
        vocabulary.kinds["Alliance"].name = "Club"  # type: ignore[misc]
    with pytest.raises(TypeError):
        vocabulary.kinds["Club"] = vocabulary.kinds["Alliance"]  # type: ignore[index]


def test_importing_the_room_reads_nothing() -> None:
    code = "import sys, ontology; sys.exit('rdflib' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
