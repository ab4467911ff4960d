"""A file in a form. What it is, is found out from its bytes, not here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup
from werkzeug.datastructures import FileStorage
from wtforms.validators import ValidationError

from portal.web.fields import PortalField, govuk
from portal.web.words import say


class FileField(PortalField):
    """One file, chosen or photographed; `data` is what was sent, or None."""

    def __init__(self, label: str, *, accept: str = "", **others: Any) -> None:
        super().__init__(label, **others)
        self.accept = accept

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Keep the first file; a field that was left empty is sent as a file without a name."""
        first = valuelist[0] if valuelist else None
        self.data = first if isinstance(first, FileStorage) and first.filename else None

    def pre_validate(self, form: Any) -> None:
        """Say that a file is needed."""
        if self.data is None and self.needed:
            raise ValidationError(say(self.needed))

    @property
    def sent(self) -> FileStorage:
        """The file of a field that was valid and needed."""
        assert isinstance(self.data, FileStorage)
        return self.data

    def html(self) -> Markup:
        """The file upload component."""
        return govuk.file_upload(
            {
                "id": self.id,
                "name": self.name,
                "label": self.label_params(),
                "attributes": {"accept": self.accept} if self.accept else {},
                **self.common_params(),
            }
        )


class FilesField(PortalField):
    """Any number of files; `data` are those that have a name and are not empty, as (name, bytes)."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was sent; anything that is no file is no answer."""
        files = [sent for sent in valuelist if isinstance(sent, FileStorage) and sent.filename]
        self.data = [(name, content) for sent in files if (name := sent.filename) and (content := sent.read())]

    def pre_validate(self, form: Any) -> None:
        """Say what is missing."""
        if not self.data and self.needed:
            raise ValidationError(say(self.needed))

    def html(self) -> Markup:
        """The component; a page never shows again what was chosen before."""
        return govuk.file_upload(
            {
                "id": self.id,
                "name": self.name,
                "label": self.label_params(),
                "attributes": {"multiple": True},
                **self.common_params(),
            }
        )
