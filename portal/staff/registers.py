"""The record of processing activities: on a page, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.staff.permissions import requires
from portal.web.downloads import attachment
from portal.web.resources import resources
from requests_.model import processing
from requests_.model.staff import Permission
from templates.labels import label

views = Blueprint("registers", __name__, url_prefix="/registers")


@views.get("/processing")
@requires(Permission.SEE_WORKLOAD)
def show() -> str:
    return render_template("staff/returns/processing.html", register=processing)


@views.get("/processing.csv")
@requires(Permission.SEE_WORKLOAD)
def download() -> Response:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("part", "what", "detail", "law or basis", "condition or regime"))
    writer.writerows(_rows())
    return attachment(out.getvalue().encode("utf-8-sig"), "record-of-processing-activities.csv", "text/csv")


def _rows() -> Iterator[tuple[str, ...]]:
    council = resources().profile
    yield "controller", council.name, f"{council.team}, {council.email}", "", ""
    for activity in processing.ACTIVITIES:
        basis = f"{activity.duty}. {activity.basis}"
        yield "activity", activity.title, activity.purpose, basis, label("regime", activity.regime)
        for person in activity.people:
            yield "people", activity.title, person, "", ""
    for held in processing.HELD:
        yield "information", label("category", held.category), held.example, held.source, held.condition
    for recipient in processing.RECIPIENTS:
        yield "recipient", recipient.name, "internal" if recipient.is_internal else "external", "", ""
    yield "retention", processing.RETENTION, "", "", ""
    yield "transfers", processing.TRANSFERS, "", "", ""
    for measure in processing.SECURITY:
        yield "security", measure, "", "", ""
