"""The way in: key, rate limit, one transaction a call, and the headers of every reply (api.md 1, 27)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed, NotFound

from postwright.practice import problems
from postwright.practice.clock import Clock
from postwright.practice.database import PracticeDatabase
from postwright.practice.desk import Desk, Mode, Reply, Route, dump
from postwright.practice.due import catch_up
from postwright.practice.limits import count, identified, mode_of
from postwright.practice.problems import Problem
from postwright.practice.switches import Switches, read_switches


def build(database: PracticeDatabase, clock: Clock, keys: frozenset[str], routes: Iterable[Route]) -> Flask:
    """The API as a Flask application."""
    api = Flask(__name__, static_folder=None)
    api.url_map.merge_slashes = False  # an external id may have two in a row
    for route in routes:
        view, name = _view(route, database, clock, keys), f"{route.method} {route.rule}"
        # OPTIONS is no route of the API: it gets the same answer as any other that there is not.
        api.add_url_rule(route.rule, name, view, methods=[route.method], provide_automatic_options=False)
    api.register_error_handler(HTTPException, _answer_http_error)
    api.after_request(_add_headers)
    return api


def _view(
    route: Route, database: PracticeDatabase, clock: Clock, keys: frozenset[str]
) -> Callable[..., Response]:
    def answer(**path: str) -> Response:
        try:
            mode: Mode = "sandbox"  # a public address holds its own secret and belongs to no key
            if not route.public or _guarded(database):
                mode = _admit(database, clock, keys)
            with database.turn() as connection:
                now = clock.read(connection)
                desk = _desk(connection, now, mode, read_switches(connection))
                catch_up(desk)
                return _response(route.answer(desk, **path))
        except Problem as problem:
            return _problem_response(problem)

    return answer


def _desk(connection: sqlite3.Connection, now: datetime, mode: Mode, switches: Switches) -> Desk:
    query = request.args.to_dict()
    base, body = request.host_url.rstrip("/"), request.get_data()
    pairs = tuple(request.args.items(multi=True))
    return Desk(connection, now, mode, switches, base, query, body, request_id(), pairs)


def _guarded(database: PracticeDatabase) -> bool:
    """Whether a public address needs a key all the same."""
    with database.turn() as connection:
        return read_switches(connection).downloads_need_key


def _admit(database: PracticeDatabase, clock: Clock, keys: frozenset[str]) -> Mode:
    """The set of data that the key opens. Raises Problem: 401 for a wrong key, 429 above the rate limit."""
    mode = mode_of(request.headers.get("API-Key", ""), keys)
    with database.turn() as connection:
        switches = read_switches(connection)
        window = count(connection, mode, switches, clock.outside()) if mode else None
    if window is not None:
        g.window = window.headers()
        if window.over:
            raise problems.too_many()
    if mode is None:
        raise Problem(401) if switches.legacy_401 else problems.access_denied(request.path, request.method)
    return mode


def _response(result: Any) -> Response:
    if not isinstance(result, Reply):
        result = Reply(200, result)
    if result.content is not None:
        return Response(result.content, result.status, content_type=result.content_type)
    if result.body is None:
        response = Response(b"", result.status)
        del response.headers["Content-Type"]
        return response
    return Response(dump(result.body), result.status, content_type=result.content_type)


def request_id() -> str:
    """The id of this request, the same in the headers and in the body."""
    if "request_id" not in g:
        g.request_id = str(uuid4())
    return str(g.request_id)


def _problem_response(problem: Problem) -> Response:
    if not problem.errors:
        return Response("Unauthorized", problem.status, content_type="text/plain")
    return _response(Reply(problem.status, {"request_id": request_id(), "errors": list(problem.errors)}))


def _answer_http_error(error: HTTPException) -> Response:
    if isinstance(error, NotFound | MethodNotAllowed):
        return _problem_response(problems.no_such_route(request.path, request.method))
    status = error.code or InternalServerError.code
    return _response(Reply(status, {"request_id": request_id(), "error": {"message": error.description}}))


def _add_headers(response: Response) -> Response:
    response.headers.update(identified(request_id()) | g.get("window", {}))
    return response
