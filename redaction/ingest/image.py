"""Photographs and scans: each frame a page, without the camera's own records."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image, ImageOps, ImageSequence

from redaction.errors import TooLarge, Unreadable
from redaction.ingest.kinds import Kind
from redaction.ingest.left_out import several
from redaction.ingest.limits import LARGEST_PICTURE_PIXELS, check_pages
from redaction.ingest.reading import Reading, Region
from redaction.picture_page import page_of_pixels
from redaction.rebuild import finish
from redaction.values import Document, Layout, TextUnit, UnitSource

A4_POINTS = (595.276, 841.89)
LONGEST_SIDE_PIXELS = 3000


def read_image(content: bytes, name: str) -> Reading:
    """An image as pages that can only be seen."""
    Image.MAX_IMAGE_PIXELS = LARGEST_PICTURE_PIXELS
    whole = pikepdf.new()
    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > LARGEST_PICTURE_PIXELS:
                raise TooLarge(name, "the picture has more dots than one file may have")
            check_pages(getattr(image, "n_frames", 1), name)
            hidden = _left_out(image)
            frames = list(ImageSequence.Iterator(image)) if image.format == "TIFF" else [image]
            for frame in frames:
                frame.load()
                page = _page(frame)
                with pikepdf.open(io.BytesIO(page)) as one:
                    whole.pages.append(one.pages[0])
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, EOFError) as error:
        raise Unreadable(name, "it is a damaged picture") from error
    count = len(whole.pages)
    document = Document(
        name=name,
        media_type=str(Kind.IMAGE),
        layout=Layout.PAGES,
        units=tuple(TextUnit(label=f"Page {at + 1}", text="", source=UnitSource.OCR, page=at) for at in range(count)),
        pdf=finish(whole, title=""),
        hidden=hidden,
        untrusted_pages=frozenset(range(count)),
    )
    return Reading(document, tuple(Region(at) for at in range(count)))


def _left_out(image: Image.Image) -> tuple[str, ...]:
    """What a picture holds that is not seen in it."""
    said = any(isinstance(value, str | bytes) and value for key, value in image.info.items() if key != "icc_profile")
    found = ["the camera's records of the picture (place, time, device)"] if image.getexif() else []
    found += ["notes in the picture's file"] if said and not image.getexif() else []
    frames = getattr(image, "n_frames", 1) - 1
    if frames and image.format != "TIFF":
        found.append(several(frames, "further frame", "further frames of a moving picture"))
    return tuple(found)


def _page(frame: Image.Image) -> bytes:
    pixels = ImageOps.exif_transpose(frame) or frame
    if pixels.mode in {"RGBA", "LA", "P", "PA"}:
        layered = pixels.convert("RGBA")
        pixels = Image.new("RGB", layered.size, "white")
        pixels.paste(layered, mask=layered.getchannel("A"))
    elif pixels.mode not in {"1", "L", "RGB"}:
        pixels = pixels.convert("RGB")
    if max(pixels.size) > LONGEST_SIDE_PIXELS:
        pixels = pixels.convert("L" if pixels.mode == "1" else pixels.mode)
        pixels.thumbnail((LONGEST_SIDE_PIXELS, LONGEST_SIDE_PIXELS))
    long, short = max(A4_POINTS), min(A4_POINTS)
    wide, high = (long, short) if pixels.width > pixels.height else (short, long)
    scale = min(wide / pixels.width, high / pixels.height)
    return page_of_pixels(pixels, pixels.width * scale, pixels.height * scale, words=())
