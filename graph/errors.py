"""The errors of Alliance Graph: one small hierarchy, each with the exit code the command line gives it.

Every message is one sentence (or two) that says what is wrong, where, and what to do. Exit codes are those of the
command-line contract: 1 the input or the state is at fault, 2 wrong usage, 3 the store can't be reached.
"""


class AllianceGraphError(Exception):
    """Root of all errors that are meant for a user; ``str(error)`` is the sentence shown."""

    exit_code = 1


class InputError(AllianceGraphError):
    """A document, table or other input can't be read as what it should be."""


class StateError(AllianceGraphError):
    """The store or the home folder is in a state in which the wish can't be granted."""


class VocabularyError(AllianceGraphError):
    """A kind, predicate, qualifier or coded value is not in the vocabulary, or the vocabulary itself is wrong."""


class QueryError(AllianceGraphError):
    """A question or Cypher text was refused: unknown, malformed, not read-only, or out of its time limit."""


class UsageError(AllianceGraphError):
    """The command was called with words that do not go together."""

    exit_code = 2


class StoreUnavailableError(AllianceGraphError):
    """No Neo4j answers at the address, or it went away."""

    exit_code = 3


class StoreRefusedError(AllianceGraphError):
    """The Neo4j at the address refuses the user name or the password."""
