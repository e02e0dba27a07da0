"""Draws ``dashboard/assets/icon.png``, the dashboard's page icon: three linked dots, written with zlib alone.

Run ``python scripts/make_icon.py``; the same bytes come out every time.
"""

import struct
import zlib
from pathlib import Path

SIZE = 64
BACKGROUND, INK = (31, 95, 153, 255), (255, 255, 255, 255)
DOTS = ((20, 20, 9.0), (46, 26, 7.0), (28, 46, 8.0))
LINKS = ((0, 1), (1, 2), (0, 2))


def _distance(x: float, y: float, a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of a point from the segment a–b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = max(0.0, min(1.0, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy)))
    return float(((x - a[0] - along * dx) ** 2 + (y - a[1] - along * dy) ** 2) ** 0.5)


def _ink(x: float, y: float) -> bool:
    dots = any((x - cx) ** 2 + (y - cy) ** 2 <= radius**2 for cx, cy, radius in DOTS)
    return dots or any(_distance(x, y, DOTS[a][:2], DOTS[b][:2]) <= 1.8 for a, b in LINKS)


def _inside(x: float, y: float, radius: float = 14.0) -> bool:
    cx, cy = min(max(x, radius), SIZE - radius), min(max(y, radius), SIZE - radius)
    return (x - cx) ** 2 + (y - cy) ** 2 <= radius**2


def _pixel(column: int, row: int) -> tuple[int, ...]:
    """The colour of a pixel: the mean of 4 × 4 samples."""
    samples = [(column + (i + 0.5) / 4, row + (j + 0.5) / 4) for i in range(4) for j in range(4)]
    colours = [(INK if _ink(x, y) else BACKGROUND) if _inside(x, y) else (*BACKGROUND[:3], 0) for x, y in samples]
    return tuple(sum(colour[band] for colour in colours) // len(colours) for band in range(4))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def icon() -> bytes:
    """The PNG file's bytes."""
    rows = b"".join(b"\0" + bytes(v for column in range(SIZE) for v in _pixel(column, row)) for row in range(SIZE))
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    )


if __name__ == "__main__":
    target = Path(__file__).parents[1] / "dashboard" / "assets" / "icon.png"
    target.write_bytes(icon())
