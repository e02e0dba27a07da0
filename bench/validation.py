"""How long validation takes: CPU seconds for 100,000 triples, from triples to the report.

``python -m bench.validation FILE`` validates the graph of an export in JSON lines.
"""

import json
import sys
from pathlib import Path
from time import process_time

from graph.rdf import to_triples
from graph.validation import shipped_shapes, validate
from graph.validation.whole import with_vocabulary
from ontology import load_vocabulary


def main(path: Path) -> None:
    """Prints the figures, best of three."""
    with path.open(encoding="utf-8") as file:
        triples = list(to_triples((json.loads(line) for line in file), load_vocabulary()))
    shapes = shipped_shapes()
    best_index, best_check = float("inf"), float("inf")
    for _ in range(3):
        begun = process_time()
        data = with_vocabulary(triples)
        indexed = process_time()
        report = validate(data, shapes)
        best_index, best_check = min(best_index, indexed - begun), min(best_check, process_time() - indexed)
    share = 100_000 / len(triples)
    print(f"{len(triples)} triples, {len(report.results)} results, conforms: {report.conforms}")
    print(f"CPU seconds per 100,000 triples: index {best_index * share:.2f}, shapes {best_check * share:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
