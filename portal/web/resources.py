"""What `portal.wiring` hands to an app: everything a view needs from outside, and nothing a view could misuse."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from flask import current_app

from requests_.clock import Clock
from requests_.ids import CaseId, DocumentId
from requests_.settings import ControllerProfile

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from portal.web.identity_provider import IdentityProvider
    from requests_.model.correspondence import Letter
    from requests_.model.forwarded_mail import MailRead
    from requests_.store.session import UnitOfWork
    from templates.letter_writer import OwnWords

_KEY = "rights_resources"


@dataclass(frozen=True, slots=True)
class PageBox:
    """A word's rectangle on a page, in points from the top left."""

    start: int
    end: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ReadUnit:
    """A stretch of a read document: a page, a sheet, a message part."""

    label: str
    text: str
    page: int | None
    boxes: tuple[PageBox, ...] = ()


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as it looks: PNG bytes, and the page's size in points."""

    png: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietCopy:
    """What a file does by itself, by its codes, and a copy that does not; None where it cannot be looked into."""

    does: tuple[str, ...]
    content: bytes | None


@dataclass(frozen=True, slots=True)
class SettingInForce:
    """One setting as it is in force: what it is, its value as far as it may be shown, and whether it was set in the
    environment, or in the browser over that.
    """

    name: str
    says: str
    shown: str
    is_set: bool
    is_written: bool = False


class ProfileInForce(Protocol):
    """The controller's profile, which the administrator may change while the app runs."""

    def now(self) -> ControllerProfile:
        """The profile as it was written down at most half a minute ago."""

    def forget(self) -> None:
        """Read it anew when it is asked for next: somebody wrote it down here."""


@dataclass(frozen=True, slots=True)
class Resources:
    """The clock, who the controller is, the store's two doors, files as a view may see them, and the council's own
    sign-in service where there is one. `offers_texts`: whether people can choose text messages.
    """

    clock: Clock
    profile_in_force: ProfileInForce
    unit_of_work: Callable[[], AbstractContextManager[UnitOfWork]]
    reading: Callable[[], AbstractContextManager[Session]]
    reading_one_moment: Callable[[], AbstractContextManager[Session]]
    is_down: Callable[[Exception], bool]
    file_bytes: Callable[[CaseId, str], bytes]
    keep_file: Callable[[CaseId, bytes], str]
    has_file: Callable[[CaseId, str], bool]
    unlock_file: Callable[[CaseId, str, str, str], str]
    preview: Callable[[CaseId, DocumentId, int], bytes]
    quiet_copy: Callable[[bytes, str], QuietCopy]
    read_mail: Callable[[bytes, str], MailRead | None]
    read_units: Callable[[CaseId, str], tuple[ReadUnit, ...]]
    page_image: Callable[[CaseId, str, int], PageImage | None]
    pdf_page_image: Callable[[CaseId, str, int], bytes | None]
    pdf_page_words: Callable[[CaseId, str, int], str]
    write_letter: Callable[[Letter, str, OwnWords | None], str]
    shipped_words: Callable[[Letter], OwnWords]
    names_in_letter: Callable[[Letter], tuple[str, ...]]
    free_bytes: Callable[[], int]
    text_digests: Callable[[str], tuple[str, ...]]
    settings: tuple[SettingInForce, ...]
    identity_provider: IdentityProvider | None = None
    offers_texts: bool = False

    @property
    def profile(self) -> ControllerProfile:
        """Who the controller is now."""
        return self.profile_in_force.now()


def resources() -> Resources:
    """The current app's resources."""
    return cast(Resources, current_app.extensions[_KEY])


def install(extensions: dict[str, object], handed_in: Resources) -> None:
    """Put the resources where `resources()` finds them."""
    extensions[_KEY] = handed_in
