"""ZIP containers (archives, DOCX, XLSX): opened within limits, so that a small file can't fill the memory."""

import io
import zipfile

from graph.errors import InputError

MOST_MEMBERS = 5_000
LARGEST_MEMBER = 128 * 2**20
LARGEST_TOTAL = 512 * 2**20
STEEPEST = 300
"""A member that unpacks to more than so many times its packed size is no honest file, from :data:`LENIENT` bytes on."""
LENIENT = 10 * 2**20
_LOCKED = 0x1


def open_container(data: bytes, where: str) -> zipfile.ZipFile:
    """The container, checked: sizes are those that it declares, and no member unpacks to more than it declares.

    Raises:
        InputError: when it is damaged, has too many members, or unpacks to too much.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise InputError(f"{where} is a damaged ZIP archive or Office file ({error}); get it anew.") from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise InputError(f"{where} holds {len(members)} files, more than {MOST_MEMBERS}; cut it into several archives.")
    total = sum(member.file_size for member in members)
    if total > LARGEST_TOTAL:
        raise InputError(
            f"{where} unpacks to {total // 2**20} MB, more than {LARGEST_TOTAL // 2**20}; cut it into several archives."
        )
    for member in members:
        refusal = oversize(member)
        if refusal:
            raise InputError(f"{where} holds {member.filename!r}, which {refusal}; it is not unpacked.")
    return archive


def oversize(member: zipfile.ZipInfo) -> str | None:
    """What is too large about a member, or None."""
    if member.file_size > LARGEST_MEMBER:
        return f"unpacks to {member.file_size // 2**20} MB, more than {LARGEST_MEMBER // 2**20}"
    if member.file_size > LENIENT and member.file_size > STEEPEST * max(member.compress_size, 1):
        return f"unpacks to {member.file_size // max(member.compress_size, 1)} times its packed size"
    return None


def is_locked(member: zipfile.ZipInfo) -> bool:
    """Whether a member is locked with a password."""
    return bool(member.flag_bits & _LOCKED)
