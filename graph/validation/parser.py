"""Shapes read from Turtle. What is outside the supported part of SHACL is refused, never skipped.

Supported: SHACL Core but for recursive shapes and the paths with ``*``, ``+`` and ``?``; and ``sh:sparql``
constraints with ``sh:select`` (see :mod:`graph.validation.sparql`).
"""

from collections.abc import Iterable, Mapping
from pathlib import Path as File

import pyoxigraph as ox

import ontology
from graph.errors import InputError
from graph.validation.shape import SH, Constraint, Path, Severity, Shape, Shapes, Step, Target
from graph.validation.triples import NIL, RDF, REST, TYPE, Triples
from graph.validation.words import is_literal, literal, shown

RDFS_CLASS = "<http://www.w3.org/2000/01/rdf-schema#Class>"
OWL_CLASS = "<http://www.w3.org/2002/07/owl#Class>"
TARGETS: Mapping[str, str] = {
    "targetClass": "class",
    "targetNode": "node",
    "targetSubjectsOf": "subjects",
    "targetObjectsOf": "objects",
}
WORDS = (
    *("class", "datatype", "nodeKind", "minCount", "maxCount", "minExclusive", "minInclusive", "maxExclusive"),
    *("maxInclusive", "minLength", "maxLength", "pattern", "uniqueLang", "equals", "disjoint", "lessThan"),
    *("lessThanOrEquals", "hasValue"),
)
LISTS = ("in", "languageIn")
NESTED = ("node", "not")
LISTED_SHAPES = ("and", "or", "xone")
ON_PATHS = frozenset(("minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals", "qualifiedValueShape"))
HELPERS = (
    *("path", "property", "severity", "message", "deactivated", "name", "description", "order", "group"),
    *("defaultValue", "flags", "closed", "ignoredProperties", "sparql"),
    *("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount"),
)
KNOWN = {*HELPERS, *WORDS, *LISTS, *NESTED, *LISTED_SHAPES, *TARGETS}


def shipped_shapes() -> Shapes:
    """The shapes of the vocabulary, ``ontology/shapes/*.ttl``."""
    return read_shapes(File(ontology.__file__).parent / "shapes")


def read_shapes(path: File) -> Shapes:
    """The shapes of a Turtle file, or of all ``*.ttl`` in a folder. Raises InputError."""
    files = sorted(path.glob("*.ttl")) if path.is_dir() else [path]
    if not files:
        raise InputError(f"{path} has no Turtle file (*.ttl); give --shapes a file or a folder of shapes.")
    triples: list[ox.Quad] = []
    for number, file in enumerate(files):
        try:
            found = list(ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=SH))
        except OSError as error:
            raise InputError(f"{file} can't be read ({error.strerror}); give --shapes a Turtle file.") from error
        except SyntaxError as error:
            raise InputError(f"{file} is no Turtle: {error}.") from error
        triples.extend(_apart(quad, number) for quad in found)
    return parse_shapes(Triples.of(triples), tuple(file.name for file in files))


def _apart(quad: ox.Quad, number: int) -> ox.Quad:
    """Blank nodes of several files may bear one label: the number of the file keeps them apart."""
    ends = [
        ox.BlankNode(f"f{number}x{end.value}") if isinstance(end, ox.BlankNode) else end
        for end in (quad.subject, quad.object)
    ]
    return ox.Quad(ends[0], quad.predicate, ends[1])  # type: ignore[arg-type]


def parse_shapes(triples: Triples, files: Iterable[str] = ()) -> Shapes:
    """The shapes that triples declare. Raises InputError for what is malformed or not supported."""
    return _Parser(triples, tuple(files)).shapes()


class _Parser:
    def __init__(self, triples: Triples, files: tuple[str, ...]) -> None:
        self._triples = triples
        self._files = files
        self._open: list[str] = []

    def shapes(self) -> Shapes:
        declared = [
            subject
            for subject, row in self._triples.subjects.items()
            if any(_sh(target) in row for target in TARGETS) or _implicit(row)
        ]
        found = [shape for subject in sorted(declared) for shape in self._shape(subject)]
        if not found:
            raise InputError(f"{self._where()} declares no shape with a target; nothing would be checked.")
        return Shapes(tuple(found), self._files)

    def _where(self) -> str:
        return ", ".join(self._files) or "The input"

    def _refuse(self, subject: str, what: str) -> InputError:
        return InputError(f"{self._where()}: the shape {_short(subject)} {what}.")

    def _shape(self, subject: str) -> list[Shape]:
        """The shape, or nothing when it is deactivated."""
        if subject in self._open:
            raise self._refuse(subject, "refers to itself; recursive shapes are not supported")
        row = self._triples.row(subject)
        unknown = sorted(p for p in row if p.startswith(f"<{SH}") and _local(p) not in KNOWN)
        if unknown:
            raise self._refuse(subject, f"uses sh:{_local(unknown[0])}, which is not supported; take it out")
        if self._flag(subject, "deactivated"):
            return []
        self._open.append(subject)
        path = self._path_of(subject)
        shape = Shape(
            id=subject,
            path=path,
            targets=self._targets(subject),
            constraints=tuple(self._constraints(subject, path)),
            properties=tuple(s for p in self._triples.values(subject, _sh("property")) for s in self._property(p)),
            severity=self._severity(subject),
            messages=self._messages(subject),
        )
        self._open.pop()
        return [shape]

    def _property(self, subject: str) -> list[Shape]:
        if _sh("path") not in self._triples.row(subject):
            raise self._refuse(subject, "is used as sh:property and has no sh:path")
        return self._shape(subject)

    def _targets(self, subject: str) -> tuple[Target, ...]:
        found = [
            Target(kind, term)  # type: ignore[arg-type]
            for name, kind in TARGETS.items()
            for term in self._triples.values(subject, _sh(name))
        ]
        if _implicit(self._triples.row(subject)):
            found.append(Target("class", subject))
        return tuple(found)

    def _constraints(self, subject: str, path: Path | None) -> Iterable[Constraint]:
        for name in WORDS:
            for word in self._triples.values(subject, _sh(name)):
                self._check_word(subject, name, word, path)
                flags = self._triples.value(subject, _sh("flags")) if name == "pattern" else None
                yield Constraint(name, (word,), options={"flags": shown(flags)} if flags else {})
        for name in LISTS:
            for head in self._triples.values(subject, _sh(name)):
                yield Constraint(name, tuple(self._list(subject, head)))
        for name in NESTED:
            for inner in self._triples.values(subject, _sh(name)):
                yield Constraint(name, shapes=tuple(self._shape(inner)))
        for name in LISTED_SHAPES:
            for head in self._triples.values(subject, _sh(name)):
                yield Constraint(name, shapes=tuple(s for m in self._list(subject, head) for s in self._shape(m)))
        yield from self._qualified(subject)
        yield from self._closed(subject)
        yield from self._queries(subject)

    def _check_word(self, subject: str, name: str, word: str, path: Path | None) -> None:
        if name in ON_PATHS and path is None:
            raise self._refuse(subject, f"uses sh:{name} without a sh:path")
        if name in ("minCount", "maxCount", "minLength", "maxLength") and not (
            is_literal(word) and literal(word)[0].isdecimal()
        ):
            raise self._refuse(subject, f"has {shown(word)!r} as its sh:{name}, which must be a whole number")

    def _qualified(self, subject: str) -> Iterable[Constraint]:
        for inner in self._triples.values(subject, _sh("qualifiedValueShape")):
            options = {
                name: shown(word)
                for name in ("qualifiedMinCount", "qualifiedMaxCount")
                if (word := self._triples.value(subject, _sh(name)))
            }
            yield Constraint("qualifiedValueShape", shapes=tuple(self._shape(inner)), options=options)

    def _closed(self, subject: str) -> Iterable[Constraint]:
        if self._flag(subject, "closed"):
            allowed = [
                word
                for p in self._triples.values(subject, _sh("property"))
                if (word := self._triples.value(p, _sh("path"))) and word.startswith("<")
            ]
            head = self._triples.value(subject, _sh("ignoredProperties"))
            yield Constraint("closed", (*allowed, *(self._list(subject, head) if head else [])))

    def _queries(self, subject: str) -> Iterable[Constraint]:
        for node in self._triples.values(subject, _sh("sparql")):
            select = self._triples.value(node, _sh("select"))
            strange = [_local(p) for p in self._triples.row(node) if p.startswith(f"<{SH}")]
            strange = sorted(set(strange) - {"select", "message", "prefixes", "deactivated"})
            if select is None or strange:
                what = f"sh:{strange[0]}" if strange else "no sh:select"
                raise self._refuse(subject, f"has a sh:sparql constraint with {what}; only sh:select is supported")
            if self._flag(node, "deactivated"):
                continue
            prefixes = "".join(self._prefixes(ontology) for ontology in self._triples.values(node, _sh("prefixes")))
            text = prefixes + literal(select)[0]
            yield Constraint("sparql", options={"select": text}, messages=self._messages(node), source=node)

    def _prefixes(self, ontology: str) -> str:
        lines = []
        for node in self._triples.values(ontology, _sh("declare")):
            prefix, namespace = (self._triples.value(node, _sh(name)) for name in ("prefix", "namespace"))
            if prefix and namespace:
                lines.append(f"PREFIX {shown(prefix)}: <{shown(namespace)}>\n")
        return "".join(sorted(lines))

    def _list(self, subject: str, head: str) -> list[str]:
        if head != NIL and REST not in self._triples.row(head):
            raise self._refuse(subject, f"has {shown(head)!r} where an RDF list is wanted")
        return self._triples.members(head)

    def _flag(self, subject: str, name: str) -> bool:
        word = self._triples.value(subject, _sh(name))
        return word is not None and shown(word) in ("true", "1")

    def _severity(self, subject: str) -> Severity:
        word = self._triples.value(subject, _sh("severity"))
        if word is None:
            return "Violation"
        for known in ("Violation", "Warning", "Info"):
            if word == _sh(known):
                return known
        raise self._refuse(subject, f"has the sh:severity {shown(word)}; use sh:Violation, sh:Warning or sh:Info")

    def _messages(self, subject: str) -> dict[str, str]:
        texts = [literal(word) for word in self._triples.values(subject, _sh("message")) if is_literal(word)]
        return {language: text for text, _, language in texts}

    def _path_of(self, subject: str) -> Path | None:
        nodes = self._triples.values(subject, _sh("path"))
        if len(nodes) > 1:
            raise self._refuse(subject, "has several sh:path; one is allowed")
        if not nodes:
            return None
        return Path(tuple(self._ways(subject, nodes[0])), self._path_text(nodes[0]))

    def _ways(self, subject: str, node: str) -> list[tuple[Step, ...]]:
        if node.startswith("<"):
            return [(("to", node),)]
        if inner := self._triples.value(node, _sh("inversePath")):
            if not inner.startswith("<"):
                raise self._refuse(subject, "turns around a path of several predicates, which is not supported")
            return [(("from", inner),)]
        if head := self._triples.value(node, _sh("alternativePath")):
            return [way for member in self._list(subject, head) for way in self._ways(subject, member)]
        if REST in self._triples.row(node):
            ways: list[tuple[Step, ...]] = [()]
            for member in self._list(subject, node):
                ways = [(*way, *more) for way in ways for more in self._ways(subject, member)]
            return ways
        raise self._refuse(subject, "uses a path with *, + or ?, which is not supported")

    def _path_text(self, node: str) -> str:
        if node.startswith("<"):
            return node[1:-1]
        if inner := self._triples.value(node, _sh("inversePath")):
            return f"^{shown(inner)}"
        head = self._triples.value(node, _sh("alternativePath"))
        return ("|" if head else "/").join(self._path_text(member) for member in self._triples.members(head or node))


def _implicit(row: Mapping[str, object]) -> bool:
    """Whether a shape is a class too: then its instances are its targets."""
    types = row.get(TYPE, ())
    shape = any(_sh(name) in types for name in ("NodeShape", "PropertyShape"))  # type: ignore[operator]
    return shape and any(name in types for name in (RDFS_CLASS, OWL_CLASS))  # type: ignore[operator]


def _sh(name: str) -> str:
    return f"<{SH}{name}>"


def _local(word: str) -> str:
    return word[1:-1].removeprefix(SH)


def _short(subject: str) -> str:
    return shown(subject).rsplit("#", 1)[-1] if subject.startswith("<") else "without a name"


__all__ = ["RDF", "parse_shapes", "read_shapes", "shipped_shapes"]
