"""Neo4j Community as a child process of ours: nothing to install, loopback only, one server a home folder."""

from graph.embedded.server import Life, info, start, stop

__all__ = ["Life", "info", "start", "stop"]
