"""What validation found, and how it is said: each result in Chinese and English, with the entity by its name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.validation.naming import name_of
from graph.validation.shape import Severity
from graph.validation.triples import Triples
from graph.validation.words import shown

SEVERITIES: tuple[Severity, ...] = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that is not as a shape wants it.

    ``focus`` and ``value`` are words of N-Triples (no value: None), ``path`` the property path as people read it, empty
    for the node itself. ``component`` is the constraint's name (``minCount``), ``shape`` the word of the shape.
    """

    focus: str
    path: str
    value: str | None
    severity: Severity
    component: str
    shape: str
    messages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """All results, Violations first; the data conforms when none of them is a Violation."""

    results: Sequence[Result]

    @property
    def conforms(self) -> bool:
        """Whether there is no Violation."""
        return not any(result.severity == "Violation" for result in self.results)

    def count(self, severity: Severity) -> int:
        """How many results have a severity."""
        return sum(result.severity == severity for result in self.results)


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A result as it is shown: plain IRIs, and a message in one language that begins with the entity's name."""

    focus: str
    path: str
    message: str
    severity: Severity


def described(report: Report, data: Triples, language: str) -> list[ResultLine]:
    """The results as they are shown, with messages in ``zh`` or ``en``."""
    names: dict[str, str] = {}
    lines = []
    for result in report.results:
        if result.focus not in names:
            names[result.focus] = name_of(data, result.focus, language)
        lines.append(
            ResultLine(
                shown(result.focus),
                result.path,
                f"{names[result.focus]}: {_message(result, language)}",
                result.severity,
            )
        )
    return lines


def _message(result: Result, language: str) -> str:
    texts = result.messages
    text = texts.get(language) or texts.get("") or texts.get("en") or next(iter(texts.values()), "")
    if not text:
        text = f"不符合 sh:{result.component}。" if language == "zh" else f"fails sh:{result.component}."
    if result.value is None:
        return text
    value = shown(result.value)
    return f"{text} ({value if len(value) <= 120 else value[:119] + '…'})"
