"""The process: ``alliancegraph …`` and ``python -m alliancegraph …``. Every error ends here, as one sentence."""

import logging
import os
import sys
import traceback
from collections.abc import Sequence
from types import TracebackType

from typer.main import get_command

from alliancegraph.app import app
from alliancegraph.output import complain, speak_utf8
from graph.errors import AllianceGraphError

DEBUG = "--debug"


def without_debug(arguments: Sequence[str]) -> tuple[list[str], bool]:
    """The arguments without ``--debug``, and whether it was among them; behind ``--`` it is left alone."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    head = [argument for argument in arguments[:end] if argument != DEBUG]
    return [*head, *arguments[end:]], len(head) < end


def refusal(error: OSError) -> str:
    """What a user is told when the operating system said no."""
    where = f" ({error.filename})" if error.filename else ""
    return f"The system refused{where}: {error.strerror or error}; mend that and run the command again."


def say_internal(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What Python calls with an error that nobody expected: one sentence instead of a traceback; the exit code is 1."""
    words = " ".join(str(error).split())[:200]
    complain(f"Internal error ({kind.__name__}: {words}); run it again with {DEBUG} and report what that shows.")


def main() -> None:
    """Run the command line with the arguments of this process and exit with its code."""
    speak_utf8(sys.stdout, sys.stderr)
    arguments, debug = without_debug(sys.argv[1:])
    if not debug:
        sys.excepthook = say_internal
        # The driver logs a lost connection by itself; the user gets our sentence instead.
        logging.getLogger("neo4j").addHandler(logging.NullHandler())
    try:
        get_command(app)(args=arguments, prog_name="alliancegraph")
    except BrokenPipeError:
        # Whoever read our output has gone (`… | head`): end without a word, also at the last flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (AllianceGraphError, OSError) as error:
        if debug:
            traceback.print_exc()
        complain(refusal(error) if isinstance(error, OSError) else str(error))
        sys.exit(1 if isinstance(error, OSError) else error.exit_code)


if __name__ == "__main__":
    main()
