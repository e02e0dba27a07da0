"""`serve`: publishes the graph as linked data on this machine."""

import os
import signal
import socket
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from alliancegraph.environment import listen_address, open_store, read_settings
from alliancegraph.output import print_text
from graph.errors import StateError

if TYPE_CHECKING:
    from types import FrameType

DEFAULT_PORT = 8700
WAITING = 128
STOP_SECONDS = 3


def serve(
    port: Annotated[
        int, typer.Option(help="The port to listen on; 0 takes a free one.", min=0, max=65535)
    ] = DEFAULT_PORT,
) -> None:
    """Publish linked data: documents behind every IRI, SPARQL, the vocabulary, dumps, a reconciliation service.

    Listens on this machine alone and stays in the foreground until Ctrl-C.

    Example: alliancegraph serve --port 8700
    """
    import uvicorn

    from alliancegraph.serving.app import application
    from alliancegraph.serving.publisher import Publisher

    settings, address = read_settings(os.environ), listen_address(os.environ)
    with _listening(address, port) as listening, open_store(settings) as store, Publisher(store, settings) as publisher:
        configuration = uvicorn.Config(
            application(publisher),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=STOP_SECONDS,
        )
        server = uvicorn.Server(configuration)

        def end(number: int, frame: "FrameType | None") -> None:
            server.should_exit = True

        # uvicorn raises the signals that it met once more when it has ended: they must not cut our own ending short.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, end)
        print_text(f"Linked data: http://127.0.0.1:{listening.getsockname()[1]}/  (Ctrl-C ends it)")
        sys.stdout.flush()
        server.run(sockets=[listening])


def _listening(address: str, port: int) -> socket.socket:
    """A socket that listens; raises StateError when the port can't be had."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((address, port))
        listening.listen(WAITING)
    except OSError as error:
        listening.close()
        raise StateError(f"Port {port} can't be used ({error.strerror}): choose another one with --port.") from error
    return listening
