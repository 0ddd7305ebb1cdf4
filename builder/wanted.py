"""A page that is not there and that several links, fields or citations want: told once, with all the places."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from builder.problems import Position, Problem, problem
from builder.rules import WANTED_PAGE

# So many places are named; who has more of them finds the others by the name itself.
MOST: Final = 20
_WANTED: Final = re.compile(r'(?:no page is called|there is no (?P<kind>actor|place|incident|source|free page)) "(?P<name>.+)"')
_RULES: Final = ("link-target", "reference", "source-unknown")
_FOLDERS: Final = {"actors": "actor", "places": "place", "incidents": "incident", "sources": "source"}


def gathered(problems: Iterable[Problem]) -> list[Problem]:
    """Return ``problems``, those of several places that want the same page as one, at the first of the places.

    Links ignore case, so *the fleet* and *The fleet* are one page.
    """
    found: list[Problem] = []
    groups: dict[str, list[Problem]] = defaultdict(list)
    for told in problems:
        if told.rule in _RULES and _WANTED.fullmatch(told.message):
            groups[told.message.casefold()].append(told)
        else:
            found.append(told)
    for group in groups.values():
        found += group if len(group) == 1 else [_as_one(sorted(group))]
    return found


def _as_one(group: list[Problem]) -> Problem:
    first, *others = group
    message = first.message
    places = [f"{told.path}:{told.line}:{told.column}" for told in others[:MOST]]
    if len(others) > MOST:
        places.append(f"{len(others) - MOST} more")
    also = f"{', '.join(places[:-1])} and {places[-1]}" if len(places) > 1 else places[0]
    cure = next((told.hint for told in group if told.hint), "")
    hint = f"{cure} or {_command(message)}" if cure.endswith("?") else _command(message)
    return problem(WANTED_PAGE, Position(first.path, first.line, first.column), f"{message}, wanted also at {also}", hint)


def _command(message: str) -> str:
    """Say how to make the wanted page, with the command to paste."""
    match = _WANTED.fullmatch(message)
    kind, name = (match["kind"] or "", match["name"]) if match else ("", "")
    folder, slash, slug = name.partition("/")
    if slash and folder in _FOLDERS:
        kind, name = _FOLDERS[folder], slug
    quoted = name.replace('"', "”").replace("`", "").replace("$", "").replace("\\", "")
    if kind == "source":
        return "make it, with its archived text: `wiki new source FILE.txt`"
    if kind == "incident" or re.match("[0-9]{4}-", name):
        return "make it: `wiki new incident --source ID`"
    if kind == "free page":
        return f"write content/{name}.md"
    return f'make it: `wiki new {kind or "actor"} "{quoted}"`' + ("" if kind else f', or `wiki new place "{quoted}"`')
