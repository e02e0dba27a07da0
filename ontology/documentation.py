"""The vocabulary as a page for people, in Chinese and English side by side; what ``serve`` shows at its namespace.

The frame is ``ontology/documentation.html``. Every term of ours has its local name as its anchor, so that its IRI leads
to it; a term that is both a qualifier and an attribute has it where it comes first.
"""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import Template

from ontology.terms import Attribute, Kind, Link, Predicate, Property, Qualifier, Scheme, Term
from ontology.vocabulary import Vocabulary

Fact = tuple[str, str]
"""A line about a term: what is said in both languages, and how, as HTML."""


def page(vocabulary: Vocabulary) -> str:
    """The whole page as HTML; the same vocabulary gives the same bytes."""
    anchors: set[str] = set()
    families: tuple[tuple[str, Iterable[Term]], ...] = (
        ("类别 · Classes", vocabulary.kinds.values()),
        ("关系类 · Relation classes", vocabulary.relations.values()),
        ("谓词 · Predicates", vocabulary.predicates.values()),
        ("限定词 · Qualifiers", vocabulary.qualifiers.values()),
        ("取值属性 · Facts that are a value", vocabulary.properties.values()),
        ("属性 · Attributes", vocabulary.attributes.values()),
        ("内部连接 · Links between records", vocabulary.links.values()),
    )
    sections = [
        f"<section>\n<h2>{heading}</h2>\n"
        + "\n".join(_term(vocabulary, term, anchors) for term in terms)
        + "\n</section>"
        for heading, terms in families
    ]
    sections.append(_schemes(vocabulary.schemes.values()))
    frame = Template((Path(__file__).parent / "documentation.html").read_text(encoding="utf-8"))
    return frame.substitute(
        version=escape(vocabulary.version), namespace=escape(vocabulary.namespace), sections="\n".join(sections)
    )


def _term(vocabulary: Vocabulary, term: Term, anchors: set[str]) -> str:
    local = term.iri.rsplit("#", 1)[-1]
    anchor = "" if local in anchors else f' id="{escape(local)}"'
    anchors.add(local)
    facts = "".join(f"<dt>{name}</dt><dd>{value}</dd>\n" for name, value in _facts(vocabulary, term))
    return (
        f"<article{anchor}>\n"
        f'<h3><a href="#{escape(local)}"><code>ag:{escape(local)}</code></a> '
        f'<span lang="zh">{escape(term.label_zh)}</span> · <span lang="en">{escape(term.label_en)}</span></h3>\n'
        f"{_definitions(term)}\n" + (f"<dl>\n{facts}</dl>\n" if facts else "") + "</article>"
    )


def _definitions(term: Term) -> str:
    return f'<p lang="zh">{escape(term.definition_zh)}</p>\n<p lang="en">{escape(term.definition_en)}</p>'


def _facts(vocabulary: Vocabulary, term: Term) -> list[Fact]:
    """What is to be said of a term beside its definition."""
    if isinstance(term, Kind):
        return [("上位类 · Sub-class of", _own(vocabulary.kinds[term.parent]))] if term.parent else []
    if isinstance(term, Predicate):
        return _of_predicate(vocabulary, term)
    if isinstance(term, Qualifier):
        coded = [
            f"{_own(vocabulary.predicates[predicate])}: {_to_scheme(scheme)}"
            for (predicate, qualifier), scheme in vocabulary.coded.items()
            if qualifier == term.name
        ]
        return [("取值 · Values", "<br>".join(coded) or escape(term.datatype))]
    if isinstance(term, Property | Attribute):
        value = _to_scheme(term.scheme) if term.scheme else escape(term.datatype)
        return [("用于 · Of", _kinds(vocabulary, term.subjects)), ("取值 · Values", value)]
    if isinstance(term, Link):
        ends = f"{_kinds(vocabulary, term.subjects)} → {_kinds(vocabulary, term.objects)}"
        return [("连接 · Links", ends)]
    return []


def _of_predicate(vocabulary: Vocabulary, predicate: Predicate) -> list[Fact]:
    ends = f"{_kinds(vocabulary, predicate.subjects)} → {_kinds(vocabulary, predicate.objects)}"
    relation = next(r for r in vocabulary.relations.values() if r.iri == predicate.relation)
    facts = [
        ("连接 · Links", ends),
        ("图中关系 · Relationship of the graph", f"<code>{escape(predicate.relationship)}</code>"),
        ("关系类 · Relation class", _own(relation)),
    ]
    names = (
        ("限定词 · Qualifiers", predicate.qualifiers),
        ("必需 · Required", predicate.required),
        ("识别 · Tell facts apart", predicate.identity),
    )
    facts += [
        (name, ", ".join(_own(vocabulary.qualifiers[q]) for q in qualifiers))
        for name, qualifiers in names
        if qualifiers
    ]
    return facts


def _own(term: Term) -> str:
    """A link to one of our terms."""
    local = escape(term.iri.rsplit("#", 1)[-1])
    return f'<a href="#{local}"><code>ag:{local}</code></a> {escape(term.label_zh)}'


def _kinds(vocabulary: Vocabulary, names: Iterable[str]) -> str:
    """Kinds by name; the union classes (Entity, Relation …) have no entry of their own."""
    known = vocabulary.kinds
    return ", ".join(
        _own(known[name]) if name in known else f"<code>ag:{escape(name)}</code>" for name in sorted(names)
    )


def _to_scheme(name: str) -> str:
    return f'<a href="#scheme-{escape(name)}">{escape(name)}</a>'


def _schemes(schemes: Iterable[Scheme]) -> str:
    return (
        "<section>\n<h2>编码方案 · Schemes</h2>\n" + "\n".join(_scheme(scheme) for scheme in schemes) + "\n</section>"
    )


def _scheme(scheme: Scheme) -> str:
    rows = "".join(
        f'<tr id="scheme-{escape(scheme.name)}-{escape(c.iri.rsplit("/", 1)[-1])}">'
        f"<td><code>{escape(c.notation)}</code></td>"
        f'<td lang="zh">{escape(c.label_zh)}</td><td lang="en">{escape(c.label_en)}</td>'
        f'<td lang="zh">{escape(c.definition_zh)}</td><td lang="en">{escape(c.definition_en)}</td></tr>\n'
        for c in scheme.concepts.values()
    )
    head = "<tr><th>代码 · Notation</th><th>中文</th><th>English</th><th>定义</th><th>Definition</th></tr>\n"
    return (
        f'<article id="scheme-{escape(scheme.name)}">\n<h3><code>{escape(scheme.name)}</code> '
        f'<span lang="zh">{escape(scheme.label_zh)}</span> · <span lang="en">{escape(scheme.label_en)}</span></h3>\n'
        f"{_definitions(scheme)}\n" + (f"<table>\n{head}{rows}</table>\n" if rows else "") + "</article>"
    )
