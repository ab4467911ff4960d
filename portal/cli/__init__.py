"""The `rights` command and the portal's own subcommands."""

from __future__ import annotations

from portal.cli.accounts import staff
from portal.cli.doctor import doctor
from portal.cli.evidence import evidence
from portal.cli.forecasts import forecast
from portal.cli.group import main
from portal.cli.reports import report
from portal.cli.serving import serve

__all__ = ["doctor", "evidence", "forecast", "main", "report", "serve", "staff"]
