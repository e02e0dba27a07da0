"""Notes every connection that a Python process opens or listens for, into the file SOCKET_LOG: put on PYTHONPATH."""

import os
import sys

EVENTS = {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}


def note(event: str, arguments: tuple) -> None:
    if event in EVENTS:
        where = arguments[1] if event in {"socket.connect", "socket.bind", "socket.sendto"} else arguments[0]
        host = where[0] if isinstance(where, tuple) else where
        os.write(log, f"{event} {host}\n".encode())


if "SOCKET_LOG" in os.environ:
    log = os.open(os.environ["SOCKET_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    sys.addaudithook(note)
