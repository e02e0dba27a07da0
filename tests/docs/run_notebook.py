"""Runs the code cells of a notebook in one namespace, as a kernel would: ``python run_notebook.py FILE NAME…``.

Prints a JSON object: the values of the variables NAME, and what the cells showed. A cell that raises ends it, with the
notebook and the number of the cell in the traceback.
"""

import ast
import json
import sys
from pathlib import Path
from typing import Any


def run(cells: list[str], name: str) -> tuple[dict[str, Any], list[str]]:
    """The namespace after all cells, and for each cell that ends in an expression how it is shown."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    shown = []
    for number, source in enumerate(cells, 1):
        tree = ast.parse(source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        file = f"{name}, code cell {number}"
        exec(compile(tree, file, "exec"), namespace)
        if isinstance(last, ast.Expr):
            shown.append(repr(eval(compile(ast.Expression(last.value), file, "eval"), namespace)))
    return namespace, shown


def main(file: Path, wanted: list[str]) -> None:
    notebook = json.loads(file.read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    namespace, shown = run(cells, file.name)
    print(json.dumps({"values": {name: namespace[name] for name in wanted}, "shown": shown}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
