"""The registers that people keep by hand: their entries, what each said before, and the forms to write them down."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.permissions import actor, requires
from portal.web.date_field import DateField
from portal.web.downloads import table
from portal.web.fields import PortalField, RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import Conflict, InvalidCommand, NotFound
from requests_.ids import new_id
from requests_.model.kept_registers import Entry, KeepEntry, KeptRegister, register_of
from requests_.model.register_columns import Column, ColumnKind
from requests_.model.staff import Permission
from requests_.services import registers
from requests_.store.queries.registers import entry_history, newest_entries
from templates.filters import uk_date

views = Blueprint("kept_registers", __name__, url_prefix="/registers/kept")
Page = Response | str | tuple[str, int]
NEW = "new"


@views.get("/<register>")
@requires(Permission.SEE_WORKLOAD)
def show(register: str) -> str:
    of = register_of(register)
    entries = newest_entries(reading(), of.key)
    return render_template(
        "staff/registers/kept.html",
        register=of,
        entries=[entry for entry in entries if not entry.is_ended],
        ended=[entry for entry in entries if entry.is_ended],
        written=written,
        today=resources().clock.london_date(),
        may_keep=actor().may(Permission.KEEP_REGISTERS),
    )


@views.get("/<register>.csv")
@requires(Permission.SEE_WORKLOAD)
def download(register: str) -> Response:
    of = register_of(register)
    rows = (
        (*(written(column, entry) for column in of.columns), "ended" if entry.is_ended else "")
        for entry in newest_entries(reading(), of.key)
    )
    return table((*(column.label for column in of.columns), "Ended"), rows, f"{of.key}.csv")


@views.get("/<register>/<entry>")
@requires(Permission.SEE_WORKLOAD)
def look(register: str, entry: str) -> str:
    of = register_of(register)
    return render_template(
        "staff/registers/entry.html",
        register=of,
        versions=_history(of, entry),
        written=written,
        may_keep=actor().may(Permission.KEEP_REGISTERS),
    )


@views.get("/<register>/<entry>/write")
@requires(Permission.KEEP_REGISTERS)
def ask(register: str, entry: str) -> str:
    of = register_of(register)
    newest = None if entry == NEW else _history(of, entry)[0]
    return _page(of, newest, entry_form(of, None, newest))


@views.post("/<register>/<entry>/write")
@requires(Permission.KEEP_REGISTERS)
def keep(register: str, entry: str) -> Page:
    of = register_of(register)
    newest = None if entry == NEW else _history(of, entry)[0]
    form = entry_form(of, request.form, newest)
    if not form.validate():
        return _page(of, newest, form), 400
    command = KeepEntry(
        register=of.key,
        key=new_id() if newest is None else newest.key,
        seen=seen_version(newest),
        values={column.key: kept_value(form[column.key]) for column in of.columns},
        actor=actor(),
        is_ended=request.form.get("as") == "ended",
    )
    try:
        registers.keep_entry(unit_of_work(), resources().clock, command)
    except (InvalidCommand, Conflict) as fault:
        form.refuse(str(fault.context.get("field", of.columns[0].key)), fault.public_message)
        return _page(of, newest, form), 400
    flash("It is written down. What was written before can still be read.")
    return redirect(url_for(".look", register=of.key, entry=command.key))


def written(column: Column, entry: Entry) -> str:
    """What a column says of an entry, in words."""
    value = entry.values.get(column.key, "")
    if column.kind is ColumnKind.DAY and value:
        return uk_date(date.fromisoformat(value))
    return column.choices.get(value, value)


def _history(of: KeptRegister, entry: str) -> tuple[Entry, ...]:
    versions = entry_history(reading(), of.key, entry)
    if not versions:
        raise NotFound("There is no such entry in this register.")
    return versions


def seen_version(newest: Entry | None) -> int:
    """The version that whoever writes has read: the one their page was drawn from."""
    typed = request.form.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and newest else 0


def entry_form(of: KeptRegister, typed: Any, newest: Entry | None) -> PortalForm:
    """The form of an entry: what was typed, or else what is written down now."""
    fields = {column.key: _field(column) for column in of.columns}
    form = type("EntryForm", (PortalForm,), fields)
    known = {} if newest is None else {column.key: _read(column, newest) for column in of.columns}
    written_form: PortalForm = form(typed, data=known)
    return written_form


def _field(column: Column) -> PortalField:
    needed = f"{column.label}: this is needed" if column.is_needed else ""
    label = column.label if column.is_needed else f"{column.label} (optional)"
    given: dict[str, Any] = {"hint": column.hint, "needed": needed}
    match column.kind:
        case ColumnKind.DAY:
            return DateField(label, **given)
        case ColumnKind.CHOICE:
            return RadioField(label, choices=tuple(column.choices.items()), **given)
        case ColumnKind.WORDS:
            return TextField(label, rows=8, longest=registers.LONGEST_WORDS, **given)
        case ColumnKind.AMOUNT:
            return TextField(label, inputmode="decimal", classes="govuk-input--width-5", longest=9, **given)
        case ColumnKind.LINE | ColumnKind.EMAIL | ColumnKind.WEB:
            return TextField(label, longest=300, **given)


def _read(column: Column, entry: Entry) -> Any:
    value = entry.values.get(column.key, "")
    return date.fromisoformat(value) if column.kind is ColumnKind.DAY and value else value


def kept_value(field: Any) -> str:
    """What is kept of a field."""
    return field.data.isoformat() if isinstance(field.data, date) else str(field.data or "")


def _page(of: KeptRegister, newest: Entry | None, form: PortalForm) -> str:
    return render_template("staff/registers/write.html", register=of, newest=newest, form=form)
