"""The stores of the register: written down with every version before, tried by a worker, given out as stores.toml."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.kept_registers import seen_version
from portal.staff.permissions import actor, requires
from portal.web.downloads import attachment
from portal.web.fields import TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import Conflict, InvalidCommand, NotFound
from requests_.model.kept_registers import Entry, RegisterKey
from requests_.model.sources import StoresOrigin
from requests_.model.staff import Permission
from requests_.model.store_sections import KINDS, LONGEST_SECTION, AddStores, ChangeStore
from requests_.services import stores
from requests_.store.queries.registers import entry_history
from requests_.store.queries.stores import kept_stores, register_text, registered_stores

views = Blueprint("stores", __name__, url_prefix="/settings/stores")
Page = Response | str | tuple[str, int]
_HINT = "As in stores.toml. A password is never written here, only ${STORE_…}: the workers fill it in."


class SectionForm(PortalForm):
    """Stores in the form of stores.toml."""

    section = TextField(
        "The store", hint=_HINT, needed="Write the store down", rows=18, longest=LONGEST_SECTION, classes="rp-toml"
    )


class NewForm(SectionForm):
    """One store, or all of a stores.toml."""

    section = TextField(
        "The stores",
        hint=f"One, or all of a stores.toml. {_HINT}",
        needed="Write at least one store down",
        rows=18,
        longest=LONGEST_SECTION * 10,
        classes="rp-toml",
    )


@views.get("")
@requires(Permission.SEE_SETTINGS)
def show() -> str:
    in_force = registered_stores(reading())
    return render_template(
        "staff/stores.html",
        kept=kept_stores(reading()),
        in_force=in_force,
        is_register=any(store.origin is StoresOrigin.REGISTER for store in in_force),
        may_edit=actor().may(Permission.EDIT_SETTINGS),
    )


@views.get("/stores.toml")
@requires(Permission.SEE_SETTINGS)
def download() -> Response:
    """What is written down, for the commands that read a file."""
    return attachment(register_text(reading()).encode(), "stores.toml", "application/toml")


@views.get("/new")
@requires(Permission.EDIT_SETTINGS)
def ask_new() -> str:
    return _new_page(NewForm(data={"section": EXAMPLES.get(request.args.get("kind", ""), "")}))


@views.post("/new")
@requires(Permission.EDIT_SETTINGS)
def add() -> Page:
    form = NewForm(request.form)
    if not form.validate():
        return _new_page(form), 400
    try:
        added = stores.add_stores(unit_of_work(), resources().clock, AddStores(text=_typed(form), actor=actor()))
    except (InvalidCommand, Conflict) as fault:
        form.refuse("section", fault.public_message)
        return _new_page(form), 400
    return _done(f"Written down: {added}. A worker tries them now.")


@views.get("/<store>")
@requires(Permission.SEE_SETTINGS)
def look(store: str) -> str:
    versions = _versions(store)
    return _store_page(versions, SectionForm(data={"section": versions[0].values["section"]}))


@views.post("/<store>")
@requires(Permission.EDIT_SETTINGS)
def change(store: str) -> Page:
    versions, form = _versions(store), SectionForm(request.form)
    is_ended = request.form.get("as") == "ended"
    if not is_ended and not form.validate():
        return _store_page(versions, form), 400
    command = ChangeStore(
        key=store,
        seen=seen_version(versions[0]),
        section=versions[0].values["section"] if is_ended else _typed(form),
        actor=actor(),
        is_ended=is_ended,
    )
    try:
        stores.change_store(unit_of_work(), resources().clock, command)
    except (InvalidCommand, Conflict) as fault:
        form.refuse("section", fault.public_message)
        return _store_page(versions, form), 400
    return _done("It is taken out of the list." if is_ended else "Written down. A worker tries it now.")


@views.post("/try")
@requires(Permission.EDIT_SETTINGS)
def try_them() -> Response:
    stores.ask_try(unit_of_work(), resources().clock, actor())
    return _done("A worker tries them now: look again in a moment.")


def _versions(store: str) -> tuple[Entry, ...]:
    versions = entry_history(reading(), RegisterKey.STORES, store)
    if not versions:
        raise NotFound("There is no such store in the register.")
    return versions


def _typed(form: PortalForm) -> str:
    # Browsers send a textarea's lines with both marks of their ends.
    return str(form.section.data).replace("\r\n", "\n")


def _new_page(form: PortalForm) -> str:
    return render_template("staff/store_new.html", form=form, kinds=KINDS)


def _store_page(versions: tuple[Entry, ...], form: PortalForm) -> str:
    kept = next((one for one in kept_stores(reading()) if one.entry.key == versions[0].key), None)
    return render_template(
        "staff/store.html", form=form, kept=kept, versions=versions, may_edit=actor().may(Permission.EDIT_SETTINGS)
    )


def _done(says: str) -> Response:
    flash(says)
    return redirect(url_for(".show"))


EXAMPLES = {
    "sql": """[[store]]
id = "case"
kind = "sql"
title = "Case management system"
url = "postgresql://reader:${STORE_CASE}@db.example/cases"
regime = "uk_gdpr"

[store.person]
table = "tblChild"
key = "ChildRef"
fields = { family_name = "Sname", given_name = "Fname", date_of_birth = "BirthDate" }

[[store.record]]
table = "tblLog"
key = "LogId"
person = "ChildRef"
date = "At"
title = "Contact log"
category = "communication_logs"
text = ["Txt"]""",
    "sheets": """[[store]]
id = "sheets"
kind = "sheets"
title = "Tracking sheets"
path = "/srv/ess/tracking"

[store.person]
table = "Children"
key = "row"
fields = { family_name = "Surname", given_name = "Forename" }""",
    "files": """[[store]]
id = "share"
kind = "files"
title = "ESS network share"
root = "/srv/ess/share"
category = "case_documents\"""",
    "mailbox": """[[store]]
id = "mail"
kind = "mailbox"
title = "ESS secure mailbox"
path = "imaps://ess@mail.example/INBOX"
password_env = "STORE_MAIL"
category = "communication_logs\"""",
    "paper": """[[store]]
id = "paper"
kind = "paper"
title = "Paper files"
path = "/srv/ess/paper.csv"
fields = { ref = "file_no", family_name = "surname", given_name = "forename", location = "cabinet" }""",
    "team": """[[store]]
id = "mash"
kind = "team"
title = "Multi-Agency Safeguarding Hub"
email = "mash@example.gov.uk\"""",
}
