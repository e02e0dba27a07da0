"""Settings: where the home folder and the store are. Filled at the edge, passed in, never read from here."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may differ between two installations.

    ``home`` holds the embedded store, its password, logs, the registry and review decisions. When ``neo4j_uri`` is
    set, that Neo4j is used and the embedded one is never started. ``language`` is ``zh`` or ``en``. ``rules`` is an
    analyst's folder of further extraction rules.
    """

    home: Path
    neo4j_uri: str | None = None
    neo4j_username: str = "neo4j"
    neo4j_password: str | None = None
    neo4j_database: str = "neo4j"
    language: str = "zh"
    maven_repository: str | None = None
    rules: Path | None = None

    @property
    def embedded(self) -> bool:
        """Whether the store is the embedded Neo4j of this home."""
        return self.neo4j_uri is None

    @property
    def decisions_file(self) -> Path:
        """What reviewers of this home decided on identity."""
        return self.home / "decisions.jsonl"

    @property
    def registry_file(self) -> Path:
        """The registry of entity keys that belongs to this home."""
        return self.home / "registry.csv"
