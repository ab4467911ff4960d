"""A draft as RTF, as the word processor before the last one saved it."""

from __future__ import annotations

from workers.demo.drafts import Draft, Style

_HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}\f0\fs21 "


def render_rtf(draft: Draft) -> bytes:
    """The draft as RTF; letters outside ASCII as numbered escapes."""
    paragraphs = []
    for block in draft.blocks:
        text = _escaped(block.text.text).replace("\n", "\\line ").replace("\t", "\\tab ")
        bold = block.style in {Style.TITLE, Style.HEADING}
        paragraphs.append(f"{{\\b {text}}}\\par\n" if bold else f"{text}\\par\n")
    return (_HEAD + "".join(paragraphs) + "}").encode("ascii")


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return "".join(letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in plain)
