"""How the embedded Neo4j is launched: its settings file and the options of the Java runtime."""

from pathlib import Path

TEMPLATE = Path(__file__).with_name("neo4j.conf")

JAVA_OPTIONS = (
    "-Xms64m",
    "-Xmx512m",
    # The quickest to start and the smallest; the heap is too small for pauses to matter.
    "-XX:+UseSerialGC",
    # A full heap must end the process, not leave it half alive.
    "-XX:+ExitOnOutOfMemoryError",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    # What Neo4j needs of a Java 25 runtime.
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
)


def neo4j_settings(port: int) -> str:
    """The text of ``neo4j.conf`` for a server on ``port``."""
    return TEMPLATE.read_text(encoding="utf-8").replace("{port}", str(port))


def write_settings(file: Path, port: int) -> None:
    """Write the settings file of a server on ``port``."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(neo4j_settings(port), encoding="utf-8")
