"""The check itself: every shape against every focus node, at a few dictionary look-ups a property."""

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.validation.checks import FocusCheck, ValueCheck, focus_check, value_check
from graph.validation.report import SEVERITIES, Report, Result
from graph.validation.shape import Constraint, Path, Shape, Shapes, Target
from graph.validation.sparql import Asker
from graph.validation.triples import Triples
from graph.validation.words import literal

_NOTHING: Sequence[str] = ()


def validate(data: Triples, shapes: Shapes) -> Report:
    """Checks ``data`` by ``shapes``; Violations come first, then by shape and in the order of the data.

    ``data`` should hold the vocabulary too, whose sub-classes count. Raises InputError for a constraint that makes no
    sense (a pattern that is no regular expression).
    """
    compiler = _Compiler(data)
    results = [
        result
        for shape in shapes.shapes
        for result in compiler.compiled(shape).results(_focus_nodes(data, shape.targets))
    ]
    results += compiler.asker.results()
    # Of the same focus and constraint one result is enough, however many targets led there.
    unique = {(r.focus, r.path, r.value, r.severity, r.component, r.shape): r for r in results}
    return Report(sorted(unique.values(), key=lambda r: SEVERITIES.index(r.severity)))


def _focus_nodes(data: Triples, targets: Iterable[Target]) -> list[str]:
    found: dict[str, None] = {}
    for target in targets:
        found.update(dict.fromkeys(_of_target(data, target)))
    return list(found)


def _of_target(data: Triples, target: Target) -> Iterable[str]:
    if target.kind == "class":
        return data.instances(target.term)
    if target.kind == "node":
        return (target.term,)
    if target.kind == "subjects":
        return data.having(target.term)
    return (value for subject in data.having(target.term) for value in data.row(subject)[target.term])


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A shape with its constraints as functions.

    ``good`` are the values that passed all value checks: they pass again. ``inner`` are property shapes, whose focus
    nodes are this shape's values.
    """

    shape: Shape
    values: Callable[[str], Sequence[str]]
    predicate: str | None
    data: Triples
    minimum: int
    maximum: int | None
    value_checks: tuple[tuple[Constraint, ValueCheck], ...]
    focus_checks: tuple[tuple[Constraint, FocusCheck], ...]
    inner: tuple["_Compiled", ...]
    queries: tuple[Constraint, ...]
    good: set[str]
    asker: Asker

    def results(self, nodes: Iterable[str]) -> Iterator[Result]:
        """What is wrong with the focus nodes."""
        nodes = nodes if isinstance(nodes, list) else list(nodes)
        for query in self.queries:
            self.asker.ask(query, self.shape, nodes)
        yield from self._plain(nodes)
        if self.inner:
            reached = nodes if self.shape.path is None else [v for node in nodes for v in self.values(node)]
            for shape in self.inner:
                yield from shape.results(reached)

    def conforms(self, node: str) -> bool:
        """Whether a node has no result of any severity."""
        return next(self.results([node]), None) is None

    def _plain(self, nodes: Iterable[str]) -> Iterator[Result]:
        """The results of everything but queries and inner shapes."""
        if not (self.minimum or self.maximum is not None or self.value_checks or self.focus_checks):
            return
        if self.predicate is None:
            for node in nodes:
                yield from self._checked(node, self.values(node))
            return
        # Nearly always there is no value and none is needed, or there is one that is known to be good.
        subjects, predicate, good = self.data.subjects, self.predicate, self.good
        idle = not self.minimum and not self.focus_checks
        known = self.minimum < 2 and self.maximum != 0 and not self.focus_checks
        for node in nodes:
            row = subjects.get(node)
            values = row.get(predicate, _NOTHING) if row else _NOTHING
            if not values:
                if idle:
                    continue
            elif len(values) > 1:
                values = list(dict.fromkeys(values))
            elif known and values[0] in good:
                continue
            yield from self._checked(node, values)

    def _checked(self, node: str, values: Sequence[str]) -> Iterator[Result]:
        count, good = len(values), self.good
        if count < self.minimum:
            yield self._result(node, None, "minCount")
        if self.maximum is not None and count > self.maximum:
            yield self._result(node, None, "maxCount")
        for value in values:
            if value not in good:
                yield from self._of_value(node, value)
        for constraint, check in self.focus_checks:
            for offender in check(node, values):
                yield self._result(node, offender, constraint.component)

    def _of_value(self, node: str, value: str) -> Iterator[Result]:
        failed = [constraint for constraint, check in self.value_checks if not check(value)]
        if not failed:
            self.good.add(value)
        for constraint in failed:
            yield self._result(node, value, constraint.component)

    def _result(self, node: str, value: str | None, component: str) -> Result:
        shape = self.shape
        path = shape.path.text if shape.path else ""
        return Result(node, path, value, shape.severity, component, shape.id, shape.messages)


class _Compiler:
    def __init__(self, data: Triples) -> None:
        self._data = data
        self._done: dict[str, _Compiled] = {}
        self.asker = Asker(data)

    def compiled(self, shape: Shape) -> _Compiled:
        """The shape with its constraints as functions; the same object each time."""
        if shape.id not in self._done:
            self._done[shape.id] = self._compile(shape)
        return self._done[shape.id]

    def _compile(self, shape: Shape) -> _Compiled:
        counts = {"minCount": 0}
        value_checks: list[tuple[Constraint, ValueCheck]] = []
        focus_checks: list[tuple[Constraint, FocusCheck]] = []
        for constraint in shape.constraints:
            if constraint.component in ("minCount", "maxCount"):
                counts[constraint.component] = int(literal(constraint.word)[0])
            elif check := value_check(constraint, self._data) or self._nested(constraint):
                value_checks.append((constraint, check))
            elif over_all := focus_check(constraint, self._data):
                focus_checks.append((constraint, over_all))
            elif constraint.component == "qualifiedValueShape":
                focus_checks.extend(self._qualified(constraint))
        predicate = shape.path.predicate if shape.path else None
        return _Compiled(
            shape,
            _values(self._data, shape.path),
            predicate,
            self._data,
            counts["minCount"],
            counts.get("maxCount"),
            tuple(value_checks),
            tuple(focus_checks),
            tuple(self.compiled(inner) for inner in shape.properties),
            tuple(c for c in shape.constraints if c.component == "sparql"),
            set(),
            self.asker,
        )

    def _nested(self, constraint: Constraint) -> ValueCheck | None:
        shapes = [self.compiled(shape) for shape in constraint.shapes]
        if constraint.component in ("node", "and"):
            return lambda value: all(shape.conforms(value) for shape in shapes)
        if constraint.component == "not":
            return lambda value: not any(shape.conforms(value) for shape in shapes)
        if constraint.component == "or":
            return lambda value: any(shape.conforms(value) for shape in shapes)
        if constraint.component == "xone":
            return lambda value: sum(shape.conforms(value) for shape in shapes) == 1
        return None

    def _qualified(self, constraint: Constraint) -> Iterator[tuple[Constraint, FocusCheck]]:
        shapes = [self.compiled(shape) for shape in constraint.shapes]
        for name, accepted in (("qualifiedMinCount", operator.ge), ("qualifiedMaxCount", operator.le)):
            if name not in constraint.options:
                continue
            limit = int(constraint.options[name])

            def check(
                _: str, values: Sequence[str], limit: int = limit, ok: Callable[[int, int], bool] = accepted
            ) -> Iterable[str | None]:
                count = sum(all(shape.conforms(value) for shape in shapes) for value in values)
                return () if ok(count, limit) else (None,)

            yield Constraint(name), check


def _values(data: Triples, path: Path | None) -> Callable[[str], Sequence[str]]:
    """How the values of a focus node are found; without a path it is its own value."""
    if path is None:
        return lambda node: (node,)

    def walk(node: str) -> Sequence[str]:
        found: dict[str, None] = {}
        for way in path.ways:
            at: Iterable[str] = (node,)
            for direction, predicate in way:
                step = data.values if direction == "to" else data.subjects_of
                at = list(dict.fromkeys(value for each in at for value in step(each, predicate)))
            found.update(dict.fromkeys(at))
        return list(found)

    return walk
