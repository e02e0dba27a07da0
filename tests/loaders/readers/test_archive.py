"""ZIP archives: every member is a document, or is refused by itself with a sentence."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from graph.errors import InputError
from loaders.extract import extract
from loaders.readers import container
from loaders.source import read_source, read_sources

TEXT = "青江省竹材产业技术创新战略联盟成立大会在白沙市召开。\n".encode()


def packed(**files: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def raw(name: bytes, data: bytes, flags: int = 0, extra: bytes = b"") -> bytes:
    """An archive of one stored member whose name is exactly these bytes, as old packers write it."""
    sizes = struct.pack("<IIIHH", zlib.crc32(data), len(data), len(data), len(name), len(extra))
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, flags, 0, 0, 0x5A21) + sizes + name + extra + data
    entry = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, flags, 0, 0, 0x5A21) + sizes
    entry += struct.pack("<HHHII", 0, 0, 0, 0, 0) + name + extra
    return local + entry + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local), 0)


@pytest.fixture
def read(tmp_path: Path):
    """Reads an archive of these bytes, named minutes.zip."""

    def reading(data: bytes, name: str | None = None):
        path = tmp_path / "minutes.zip"
        path.write_bytes(data)
        return read_sources([path], name)

    return reading


def test_every_format_in_one_archive(read, formats, members, notice, told) -> None:
    files = {f"{at}-{file}": make(members) for at, (file, make) in enumerate(formats.items())}
    files |= {"会议/通知.docx": formats["paper.docx"](notice), "会议/": b""}
    found = read(packed(**files))
    assert not found.failures and not found.skipped
    assert len(found.documents) == len(formats) + 1
    readings = {document.name: extract(document) for document in found.documents}
    plain = told(readings["minutes/0-utf-8"])
    assert all(told(reading) == plain for name, reading in readings.items() if name != "minutes/通知")
    assert readings["minutes/通知"].document.path.endswith("minutes.zip/会议/通知.docx")
    assert {name for name, reading in readings.items() if reading.document.parts} == {
        "minutes/通知", *(f"minutes/{at}-{Path(file).stem}" for at, file in enumerate(formats)
                        if file in {"paper.docx", "paper.pdf", "list.csv", "list.xlsx"}),
    }  # fmt: skip


def test_a_name_takes_the_place_of_the_archives(read) -> None:
    assert [document.name for document in read(packed(**{"a.txt": TEXT}), "2021年").documents] == ["2021年/a"]


@pytest.mark.parametrize(
    ("name", "flags", "extra"),
    [
        ("会议纪要.txt".encode("gb18030"), 0, b""),
        ("会议纪要.txt".encode(), 0, b""),
        ("会议纪要.txt".encode(), 0x800, b""),
        (b"????.txt", 0, struct.pack("<HHBI", 0x7075, 5 + 16, 1, 0) + "会议纪要.txt".encode()),
        ("记录\\会议纪要.txt".encode("gb18030"), 0, b""),
    ],
    ids=["gbk", "utf-8 without a flag", "utf-8", "unicode field", "backslash"],
)
def test_names_as_packers_write_them(read, name: bytes, flags: int, extra: bytes) -> None:
    found = read(raw(name, TEXT, flags, extra))
    assert [document.name for document in found.documents] == ["minutes/会议纪要"]


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "C:/evil.txt", "a/../../evil.txt", "..\\evil.txt"])
def test_names_that_lead_out_are_refused(read, name: str) -> None:
    found = read(packed(**{name: TEXT, "good.txt": TEXT}))
    assert [document.name for document in found.documents] == ["minutes/good"]
    assert "leads out of the archive" in found.failures[0].message


def test_what_else_lies_in_an_archive(read) -> None:
    inner = packed(**{"b.txt": TEXT})
    found = read(
        packed(**{"a.txt": TEXT, "inner.zip": inner, "__MACOSX/._a.txt": b"x", "photo.jpg": b"x", "e.txt": b""})
    )
    assert [document.name for document in found.documents] == ["minutes/a"]
    assert {path.name for path, _ in found.skipped} == {"._a.txt", "photo.jpg"}
    reasons = {failure.name: failure.message for failure in found.failures}
    assert "is a ZIP archive where" in reasons["minutes/inner"]
    assert "is empty" in reasons["minutes/e"]


def test_two_members_of_one_name_are_both_left_out(read) -> None:
    found = read(packed(**{"2020/a.txt": TEXT, "2021/a.txt": TEXT, "b.txt": TEXT}))
    assert [document.name for document in found.documents] == ["minutes/b"]
    assert [failure.name for failure in found.failures] == ["minutes/a", "minutes/a"]


def test_locked_members_and_links_are_refused(read) -> None:
    assert "locked with a password" in read(raw(b"a.txt", TEXT, flags=1)).failures[0].message
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert "is a link" in read(written.getvalue()).failures[0].message


def test_damage_is_told_of_the_member(read) -> None:
    whole = packed(**{"a.txt": TEXT * 50, "b.txt": TEXT})
    at = whole.index(b"a.txt") + 20
    found = read(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
    assert [document.name for document in found.documents] == ["minutes/b"]
    assert "can't be unpacked" in found.failures[0].message
    assert "damaged ZIP archive" in read(whole[:-30]).failures[0].message


def test_limits(read, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = read(packed(**{"a.txt": b" " * 30_000_000, "b.txt": TEXT}))
    assert not bomb.documents and "times its packed size" in bomb.failures[0].message
    monkeypatch.setattr(container, "MOST_MEMBERS", 2)
    assert "more than 2" in read(packed(**{f"{at}.txt": TEXT for at in range(3)})).failures[0].message
    monkeypatch.setattr(container, "LARGEST_TOTAL", 100)
    assert "cut it into several archives" in read(packed(**{"a.txt": TEXT, "b.txt": TEXT})).failures[0].message
    monkeypatch.setattr(container, "LARGEST_TOTAL", 10**9)
    monkeypatch.setattr(container, "LARGEST_MEMBER", 10)
    assert "unpacks to" in read(packed(**{"a.txt": TEXT})).failures[0].message


def test_an_archive_is_no_single_document(read, tmp_path: Path) -> None:
    read(packed(**{"a.txt": TEXT}))
    with pytest.raises(InputError, match="ZIP archive"):
        read_source(tmp_path / "minutes.zip")
    assert "holds no .txt" in read(packed(**{"a.jpg": b"x"})).failures[0].message
    piped = read_sources([Path("-")], "piped", io.BytesIO(packed(**{"a.txt": TEXT})))
    assert [document.name for document in piped.documents] == ["piped/a"]
