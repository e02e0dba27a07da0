"""JSON lines: every row as it is, one sorted line each; everything in the graph, and what `import` reads back."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from graph.formats.place import Written, measure, new_file
from ontology import Vocabulary


def write_lines(rows: Iterable[Mapping[str, Any]], path: Path, vocabulary: Vocabulary) -> Written:
    """Writes the file ``path``; raises InputError when that can't be done. The vocabulary is not needed."""
    statements = 0
    with new_file(path) as file:
        for row in rows:
            text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            file.write(text.encode() + b"\n")
            statements += row["line"] == "relationship"
    return measure(path, statements)
