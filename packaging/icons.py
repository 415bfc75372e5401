"""Draw the program's icon in all sizes and wrap it for each system; run with a Python that has PySide6.

    python packaging/icons.py OUTPUT-FOLDER

writes smppconsole-16.png … smppconsole-512.png, smppconsole.ico and smppconsole.icns; both containers hold PNGs.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_ICNS_TYPES = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}
SOURCE = Path(__file__).resolve().parent.parent / "resources" / "icons" / "app.svg"


def draw(source: Path, size: int) -> bytes:
    """The SVG at ``source`` as a PNG of ``size`` by ``size`` pixels."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    renderer = QSvgRenderer(str(source))
    if not renderer.isValid():
        raise SystemExit(f"{source} is no SVG that Qt can read")
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon of the pictures up to 256 pixels."""
    chosen = {size: png for size, png in pictures.items() if size <= 256}
    offset = 6 + 16 * len(chosen)
    rows = b""
    for size, png in chosen.items():
        rows += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), offset)
        offset += len(png)
    return struct.pack("<HHH", 0, 1, len(chosen)) + rows + b"".join(chosen.values())


def icns(pictures: dict[int, bytes]) -> bytes:
    """A macOS icon of the pictures it has types for."""
    body = b"".join(
        kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size] for size, kind in _ICNS_TYPES.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication(sys.argv[:1])
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: draw(SOURCE, size) for size in SIZES}
    for size, png in pictures.items():
        (folder / f"smppconsole-{size}.png").write_bytes(png)
    (folder / "smppconsole.ico").write_bytes(ico(pictures))
    (folder / "smppconsole.icns").write_bytes(icns(pictures))
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
