"""Words of pictures, by tesseract; used only inside the reading child."""

from __future__ import annotations

import io
import os
import shutil
import subprocess

from PIL import Image

_SECONDS = 60
DPI = 150
PIXELS = 60_000_000


def ocr_image(content: bytes) -> str:
    """Give the words of a picture, all its frames."""
    Image.MAX_IMAGE_PIXELS = PIXELS
    texts = []
    with Image.open(io.BytesIO(content)) as picture:
        for frame in range(min(getattr(picture, "n_frames", 1), 40)):
            picture.seek(frame)
            saved = io.BytesIO()
            picture.convert("L").save(saved, "PNG")
            texts.append(ocr_png(saved.getvalue()))
    return "\n".join(texts)


def ocr_png(png: bytes) -> str:
    """Give the words of one picture; none without a picture or without tesseract."""
    if not png or shutil.which("tesseract") is None:
        return ""
    # One thread: several make tesseract slower on few cores, not faster.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", "eng", "--psm", "3", "--dpi", str(DPI)],
            input=png,
            capture_output=True,
            timeout=_SECONDS,
            env=environment,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace")
