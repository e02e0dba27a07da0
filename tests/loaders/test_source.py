import codecs
import io
import os
from pathlib import Path

import pytest

from graph.errors import InputError, UsageError
from loaders.source import document_from_bytes, find_sources, read_source, read_sources, read_stream

TEXT = "青江省竹材联盟\r\n召开理事会。𠮷野先生出席。\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("gb18030"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 le", "utf-16 be", "utf-32", "gb18030"],
)
def test_encodings_give_the_same_text(data: bytes) -> None:
    document = document_from_bytes(data, "minutes")
    assert document.text == TEXT
    assert document.text_sha256 == document_from_bytes(TEXT.encode(), "minutes").text_sha256
    assert (document.genre, document.path) == ("text", None)


def test_latin_words_in_gb18030_and_utf8() -> None:
    assert document_from_bytes("联盟 (LTP) 成立".encode("gbk"), "a").text == "联盟 (LTP) 成立"
    assert document_from_bytes(b"only latin letters", "a").text == "only latin letters"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (" \u3000\n\ufeff".encode(), "nothing but blanks"),
        (codecs.BOM_UTF8, "nothing but blanks"),
        (b"%PDF-1.7 ...", "is a damaged PDF file"),
        (b"PK\x03\x04....word/document.xml", "a damaged ZIP archive or Office file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "an old Office file"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"  <!DOCTYPE html><p>", "nothing but blanks"),
        (b"abc\x00def", "a NUL byte at offset 3"),
        (b"abc\x01def", "U+0001 stands at offset 3"),
        ("联盟成立大会召开".encode() + b"\xff" + "很好".encode(), "byte 0xFF at offset 24"),
        (b"caf\xe9 au lait, d\xe9j\xe0 vu", "byte 0xE9 at offset 3"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41\x00", "not valid UTF-16-LE"),
    ],
)
def test_bad_bytes_are_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        document_from_bytes(data, "minutes", Path("folder/minutes.txt"))
    message = str(caught.value)
    assert words in message
    assert "folder/minutes.txt" in message
    assert "\n" not in message


def test_damaged_utf8_is_not_read_as_gb18030() -> None:
    data = "产业技术创新联盟在青江省成立，会议由郑柏森主持。".encode()
    with pytest.raises(InputError, match="not valid UTF-8: byte 0x.. at offset 30"):
        document_from_bytes(data[:31] + data[32:], "minutes")


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "minutes.v2.txt"
    path.write_bytes(TEXT.encode())
    document = read_source(path)
    assert (document.name, document.text, document.path) == ("minutes.v2", TEXT, str(path))
    assert read_source(path, "other").name == "other"
    with pytest.raises(InputError, match="does not exist"):
        read_source(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="is a folder"):
        read_source(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT)
    path.chmod(0)
    with pytest.raises(InputError, match="may not be read"):
        read_source(path)


def test_stream() -> None:
    assert read_stream(io.BytesIO(TEXT.encode()), "piped").name == "piped"


def test_folders_list_what_they_leave_out(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.txt", "a.md", "b/c.txt", "scan.jpg", ".hidden.txt"):
        (tmp_path / name).write_text(TEXT)
    found = find_sources([tmp_path, tmp_path / "z.txt", tmp_path / "scan.jpg"])
    assert [path.name for path in found.paths] == ["a.md", "z.txt", "c.txt", "scan.jpg"]
    assert {path.name for path, _ in found.skipped} == {"scan.jpg", ".hidden.txt"}
    assert found.duplicates == ()


def test_an_empty_folder_is_reported(tmp_path: Path) -> None:
    found = find_sources([tmp_path])
    assert found.paths == ()
    assert found.skipped[0][0] == tmp_path


def test_two_files_of_one_name_load_neither(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text(TEXT)
    (tmp_path / "good.txt").write_text(TEXT)
    (tmp_path / "bad.txt").write_bytes(b"")
    read = read_sources([tmp_path, tmp_path / "missing.txt"])
    assert [document.name for document in read.documents] == ["good"]
    assert {failure.name for failure in read.failures} == {"same", "bad", "missing"}


def test_names(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    piped = read_sources([Path("-")], "piped", io.BytesIO(TEXT.encode()))
    assert [document.name for document in piped.documents] == ["piped"]
    with pytest.raises(UsageError):
        read_sources([Path("-")], None, io.BytesIO(b""))
    with pytest.raises(UsageError):
        read_sources([path, Path("-")], "one", io.BytesIO(b""))
    assert read_sources([path], "one").documents[0].name == "one"
