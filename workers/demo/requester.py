"""The parent of the demonstration: makes the request, reads her mail, collects the pack."""

from __future__ import annotations

import email
import email.policy
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from requests_.ids import REFERENCE_IN_TEXT
from workers.demo.visitor import JourneyFault, Visitor

MAIL_SECONDS = 60
_CODE = re.compile(r"Your code is (\S+)")


class RequesterAtHome:
    """A parent with a browser and a mailbox."""

    def __init__(self, site: str, mail: Path, hero: Mapping[str, Any]) -> None:
        self.browser = Visitor(site)
        self._mail = mail
        self._hero = hero

    def make_request(self) -> tuple[str, str]:
        """Fill in the form and send it; returns the reference, and what the last page says of the due date."""
        self.fill_form()
        return self.send()

    def fill_form(self) -> None:
        """Answer every question, up to the page where the answers are checked."""
        answers = self._answers()
        self.browser.open("/request")
        while (question := self.browser.path.rsplit("/", 1)[-1]) != "check":
            if question not in answers:
                raise JourneyFault(f"The form asks {question!r}, which nobody expected.")
            self.browser.fill(answers[question])

    def send(self) -> tuple[str, str]:
        """Send the checked answers; returns the reference, and what the last page says of the due date."""
        self.browser.press("")
        found = REFERENCE_IN_TEXT.search(self.browser.text)
        if found is None:
            raise JourneyFault("The last page shows no reference.")
        return found.group(), self.browser.says("govuk-body-l")

    def wait_for_mail(self, words: str) -> str:
        """The text of the newest message whose subject holds the words."""
        until = time.monotonic() + MAIL_SECONDS
        while time.monotonic() < until:
            for path in sorted(self._mail.glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True):
                message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                body = message.get_body(("plain",))
                if words in str(message["Subject"]) and body is not None:
                    return str(body.get_content())
            time.sleep(0.2)
        raise JourneyFault(f"No message about {words!r} came within {MAIL_SECONDS} seconds.")

    def collect(self, reference: str) -> bytes:
        """Ask for a code, type it in, take the pack."""
        self.browser.open("/track")
        self.browser.fill({"reference": reference})
        code = _CODE.search(self.wait_for_mail("Your code"))
        if code is None:
            raise JourneyFault("The message has no code.")
        self.browser.fill({"code": code.group(1)})
        self.browser.press("copy")
        if not self.browser.content.startswith(b"%PDF"):
            raise JourneyFault("What was collected is not a PDF.")
        return self.browser.content

    def _answers(self) -> dict[str, dict[str, str | list[str]]]:
        child, parent = self._hero["subject"], self._hero["requester"]
        year, month, day = child["date_of_birth"].split("-")
        born = {"date_of_birth-day": day, "date_of_birth-month": month, "date_of_birth-year": year}
        return {
            "asks": {"asks": ["access"]},
            "who": {"capacity": "parent"},
            "name": {"given_name": child["given_name"], "family_name": child["family_name"]},
            "other-names": {"other_names": "\n".join(child["aliases"])},
            "birth": {**born},
            "school": {"school": "", "upn": child["upn"]},
            "address": {"address": child["addresses"][0]},
            "earlier-addresses": {"past_addresses": "\n".join(child["addresses"][1:])},
            "your-name": {"requester_name": parent["name"]},
            "relation": {"relation": parent["relation"]},
            "contact": {"email": parent["email"], "phone": parent["phone"]},
            "agrees": {"agrees": "not_asked"},
            "authority": {"authority": "can_send"},
            "safe": {"mailbox": "private", "is_safe_to_write": "yes", "is_safe_to_call": "yes"},
            "protect": {"is_protected": "no"},
            "what": {"extent": "everything"},
            "when": {"period": "any"},
            "help": {"wording": self._hero.get("request", "")},
            "copy-to": {"goes_to": "requester"},
            "answer": {"answer_as": "online"},
        }
