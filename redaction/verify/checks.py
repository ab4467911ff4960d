"""The list of checks and the run over it; this module and all it loads must never load PyMuPDF."""

from __future__ import annotations

import hashlib
import io
import sys
import tempfile
from collections.abc import Callable
from functools import partial

import pikepdf

from redaction.values import Person
from redaction.verify.certificate import Certificate, Check
from redaction.verify.finished import Finished
from redaction.verify.pictures import check_pictures
from redaction.verify.raw import check_raw, check_unpacked
from redaction.verify.search import Finder
from redaction.verify.structure import check_covered_text, check_structure
from redaction.verify.text import check_people, check_text
from redaction.verify.tools import check_syntax, tool_versions
from redaction.verify.walk import check_objects

Examination = Callable[[Finished, Finder], Check]
EXAMINATIONS: tuple[tuple[str, Examination], ...] = (
    ("raw bytes", check_raw),
    ("unpacked file", check_unpacked),
    ("extracted text", check_text),
    ("every object", check_objects),
    ("nothing but pages", check_structure),
    ("no text under a box", check_covered_text),
    ("pictures", check_pictures),
    ("well formed", check_syntax),
)


def check(content: bytes, terms: tuple[str, ...], people: tuple[Person, ...]) -> Certificate:
    """Every check on one file."""
    digest = hashlib.sha256(content).hexdigest()
    finder = Finder(terms)
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf, tempfile.NamedTemporaryFile(suffix=".pdf") as copy:
            copy.write(content)
            copy.flush()
            finished = Finished(content, pdf, copy.name)
            checks = [_examined(name, partial(one, finished, finder), one.__doc__) for name, one in EXAMINATIONS]
            if people:
                known = partial(check_people, finished, people)
                checks.append(_examined("known people", known, check_people.__doc__))
            return Certificate(sha256=digest, pages=len(pdf.pages), checks=tuple(checks), tools=tool_versions())
    except pikepdf.PasswordError:
        failed = Check("opens", passed=False, where="the file is locked with a password")
    except pikepdf.PdfError:
        failed = Check("opens", passed=False, where="the file is not a PDF")
    return Certificate(sha256=digest, pages=0, checks=(failed,), tools=tool_versions())


def _examined(name: str, examine: Callable[[], Check], says: str | None) -> Check:
    """One check carried out; the first line of its description is what a reader of the certificate is told."""
    told = (says or "").strip().partition("\n")[0].replace("`", "")
    try:
        found = examine()
    except Exception as error:  # a check that cannot be carried out has not been passed
        return Check(name, passed=False, where=f"could not be carried out ({type(error).__name__})", says=told)
    return Check(name, found.passed, found.where, told)


def loaded_modules() -> tuple[str, ...]:
    """What the checking process has loaded, for the test that the burner is not among it."""
    return tuple(sys.modules)
