"""One transaction a request: committed before a successful answer leaves, forgotten after any other."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, cast

from flask import Flask, g
from werkzeug.wrappers import Response

from portal.web.resources import resources

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from requests_.store.session import UnitOfWork


def unit_of_work() -> UnitOfWork:
    """The request's own unit of work, opened when first asked for."""
    if "work" not in g:
        g.work = _stack().enter_context(resources().unit_of_work())
    return cast("UnitOfWork", g.work)


def reading() -> Session:
    """The request's session for queries, opened when first asked for."""
    if "reading" not in g:
        g.reading = _stack().enter_context(resources().reading())
    return cast("Session", g.reading)


def one_moment() -> Session:
    """A session whose queries see one moment together, for what is counted over many rows."""
    if "one_moment" not in g:
        g.one_moment = _stack().enter_context(resources().reading_one_moment())
    return cast("Session", g.one_moment)


def only_tried() -> None:
    """Take back what this request did so far: it was done to see whether it can be."""
    unit_of_work().rollback()


def settle(response: Response) -> None:
    """Commit the request's work when `response` is a success, roll it back when it is not.

    Called before the response is handed to the server, so that a failed commit becomes an error page.
    """
    work = g.pop("work", None)
    if work is None:
        return
    if response.status_code < 400:
        work.commit()
    else:
        work.rollback()


def install(app: Flask) -> None:
    """Give every session back when the request ends, whatever happened."""

    @app.teardown_request
    def _close(_: BaseException | None) -> None:
        stack = g.pop("open_sessions", None)
        if stack is not None:
            stack.close()


def _stack() -> ExitStack:
    if "open_sessions" not in g:
        g.open_sessions = ExitStack()
    return cast(ExitStack, g.open_sessions)
