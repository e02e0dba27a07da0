"""A trial: a dropped-in file is read beside the store, so that what can't be read is refused before it is kept."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from dashboard.services import uploads
from graph.errors import InputError
from graph.model import Reading
from loaders.extract import extract
from loaders.rules import Rulebook
from loaders.source import read_sources


def try_out(filename: str, data: bytes, rulebook: Rulebook, columns: Mapping[str, str]) -> dict[str, Reading]:
    """What the document, or each document of an archive, states, by its name; those that can't be read are left out.

    ``columns`` gives roles to columns of a list by their headings.

    Raises:
        InputError: when no document can be read; the sentence is the first one's.
    """
    name = uploads.document_name(filename)
    with tempfile.TemporaryDirectory(prefix="alliancegraph-") as folder:
        path = Path(folder) / (name + uploads.suffix(filename))
        path.write_bytes(data)
        found = read_sources([path], name, columns=columns)
    if not found.documents:
        raise InputError(found.failures[0].message.replace(f"{folder}/", ""))
    return {document.name: extract(document, rulebook) for document in found.documents}
