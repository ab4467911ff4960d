"""Passkeys (WebAuthn): a key that a device holds, unlocked there by a finger, a face or a PIN."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from requests_.clock import Clock
from requests_.errors import InvalidCommand, NotAllowed
from requests_.ids import digest_of
from requests_.model.staff import Actor
from requests_.model.staff_session import OpenedSession, OpenedWith
from requests_.store.session import UnitOfWork

ANSWER_WITHIN = timedelta(minutes=5)
NOT_TAKEN = "This passkey was not taken. Try again, or sign in another way."
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys are good: the site's domain, its whole origin, and its name as devices show it."""

    domain: str
    origin: str
    name: str


def options_to_add(uow: UnitOfWork, clock: Clock, site: Site, actor: Actor) -> str:
    """What a browser needs to make a passkey for the actor, as JSON."""
    member = uow.staff.get(actor.key)
    options = webauthn.generate_registration_options(
        rp_id=site.domain,
        rp_name=site.name,
        user_id=member.id.encode(),
        user_name=member.email,
        user_display_name=member.display_name,
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential_id))
            for key in uow.staff.second_steps.passkeys_of(member.id)
        ],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    _ask(uow, clock, options.challenge, member.id)
    return webauthn.options_to_json(options)


def add(uow: UnitOfWork, clock: Clock, site: Site, actor: Actor, *, answer: str, name: str) -> None:
    """Keep the passkey that a browser made. Raises InvalidCommand."""
    challenge = _answered(uow, clock, answer, actor.key)
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.domain,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except WebAuthnException as fault:
        raise InvalidCommand(NOT_TAKEN) from fault
    uow.staff.second_steps.add_passkey(
        actor.key,
        clock.utc_now(),
        credential_id=bytes_to_base64url(made.credential_id),
        public_key=bytes_to_base64url(made.credential_public_key),
        count=made.sign_count,
        name=name[:LONGEST_NAME] or "Passkey",
    )
    uow.staff.record(actor.key, "passkey_added", clock.utc_now(), by=actor.key)


def remove(uow: UnitOfWork, clock: Clock, actor: Actor, key: str) -> None:
    """Forget one of one's own passkeys. Raises NotFound for another's."""
    uow.staff.second_steps.remove_passkey(actor.key, key)
    uow.staff.record(actor.key, "passkey_removed", clock.utc_now(), by=actor.key)


def options_to_sign_in(uow: UnitOfWork, clock: Clock, site: Site) -> str:
    """What a browser needs to sign in with any passkey it has for this site, as JSON."""
    options = webauthn.generate_authentication_options(
        rp_id=site.domain, user_verification=UserVerificationRequirement.REQUIRED
    )
    _ask(uow, clock, options.challenge, None)
    return webauthn.options_to_json(options)


def sign_in(uow: UnitOfWork, clock: Clock, site: Site, *, answer: str, browser: str) -> OpenedSession:
    """A new session. Raises NotAllowed for anything that is not one of our passkeys answering our question."""
    try:
        challenge = _answered(uow, clock, answer, None)
        found = uow.staff.second_steps.passkey(str(_parsed(answer).get("id", "")))
    except InvalidCommand as fault:
        raise NotAllowed(NOT_TAKEN) from fault
    if found is None or not found[1].is_active:
        raise NotAllowed(NOT_TAKEN)
    key, member = found
    try:
        shown = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.domain,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(key.public_key),
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except WebAuthnException as fault:
        raise NotAllowed(NOT_TAKEN) from fault
    key.sign_count, key.used_at = shown.new_sign_count, clock.utc_now()
    return uow.staff.open_session(member, clock.utc_now(), opened_with=OpenedWith.PASSKEY, browser=browser)


def _ask(uow: UnitOfWork, clock: Clock, challenge: bytes, staff: str | None) -> None:
    now = clock.utc_now()
    uow.staff.second_steps.ask(digest_of(bytes_to_base64url(challenge)), staff, now, now + ANSWER_WITHIN)


def _answered(uow: UnitOfWork, clock: Clock, answer: str, staff: str | None) -> bytes:
    """The challenge that an answer is to, used up. Raises InvalidCommand when we never put it, or no longer."""
    try:
        said = json.loads(base64url_to_bytes(_parsed(answer)["response"]["clientDataJSON"]))
        challenge = str(said["challenge"])
        asked = base64url_to_bytes(challenge)
    except (ValueError, KeyError, TypeError) as fault:
        raise InvalidCommand(NOT_TAKEN) from fault
    if not uow.staff.second_steps.answered(digest_of(challenge), staff, clock.utc_now()):
        raise InvalidCommand(NOT_TAKEN)
    return asked


def _parsed(answer: str) -> dict[str, Any]:
    parsed = json.loads(answer)
    if not isinstance(parsed, dict):
        raise ValueError("not an object")
    return parsed
