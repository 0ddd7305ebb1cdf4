"""The second stage: ``RawPage`` to ``Page``, each valid on its own. A pure function of one page."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple, TypeVar
from zoneinfo import available_timezones

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from builder import schema
from builder.bodies import check_body
from builder.claimfields import check_claims
from builder.dates import DateError, EdtfDate
from builder.frontmatter import Location
from builder.gaps import MARK, gaps_of_fields
from builder.ids import Kind, PageId
from builder.memo import NOTHING_KEPT, Memo
from builder.model import Broken, Checked, Loaded, Page, RawPage, position
from builder.nearest import did_you_mean
from builder.problems import Problem, Rule, problem
from builder.rules import DATE, DATE_NOTE, FIELD_TYPE, FIELD_VALUE, GAP, MISSING_FIELD, UNKNOWN_FIELD
from builder.schema import Actor, AnyFields, Fields, Incident, Note, Place, Source, choices, nested
from builder.sitefields import Site
from builder.uncited import uncited_problems
from builder.words import count, with_article
from builder.workers import shared

Model = TypeVar("Model", bound=Fields)

FIELDS: dict[Kind, type[AnyFields]] = {
    Kind.INCIDENT: Incident,
    Kind.ACTOR: Actor,
    Kind.PLACE: Place,
    Kind.SOURCE: Source,
    Kind.NOTE: Note,
}
# The rest is counted: a page of nothing but mistakes must not hold up the check.
PROBLEMS_PER_PAGE = 200
_NO_SITE = Site(title="Untitled wiki")


def check(loaded: Loaded, jobs: int = 1, memo: Memo = NOTHING_KEPT) -> tuple[Checked, list[Problem]]:
    """Validate all pages, in up to ``jobs`` processes; a page whose fields or body can't be read is ``Broken``."""
    pages: list[Page] = []
    broken = list(loaded.broken)
    problems: list[Problem] = []
    for page, found in memo.each(check_page, loaded.pages, partial(shared, jobs=jobs)):
        problems += found
        if isinstance(page, Page):
            pages.append(page)
        else:
            broken.append(page)
    site, found = memo.of(_check_site, loaded.site)
    return Checked(
        site, tuple(sorted(pages, key=lambda page: page.id)), tuple(broken), loaded.history, loaded.ledger
    ), problems + found


def check_page(raw: RawPage) -> tuple[Page | Broken, list[Problem]]:
    """Validate one page: its fields, then its body."""
    fields, problems = _fields(raw, FIELDS[raw.kind], raw.kind.value)
    if fields is not None:
        problems += _across(raw, fields) + check_claims(raw, getattr(fields, "claims", ()))
    body, found = check_body(raw)
    problems += found
    if fields is None or body is None:
        return Broken(raw.id, _names(raw), raw.path, body), problems
    page = Page(raw.id, raw.kind, raw.path, fields, raw.header, raw.header_line, body)
    return page, problems + uncited_problems(page)


def _check_site(raw: RawPage | None) -> tuple[Site, list[Problem]]:
    if raw is None:
        return _NO_SITE, []
    fields, problems = _fields(raw, Site, "site.yaml")
    if fields and (zones := available_timezones()) and fields.time_zone not in zones:
        hint = did_you_mean(fields.time_zone, zones) or "write one like Asia/Baghdad"
        message = f'there is no time zone "{fields.time_zone}"'
        problems.append(problem(FIELD_VALUE, position(raw, ("time_zone",)), message, hint))
    return fields or _NO_SITE, problems


def _names(raw: RawPage) -> tuple[str, ...]:
    """Return the names of a page that may be wrong in any other way, so that links to it are not."""
    aliases = raw.fields.get("aliases")
    given = [raw.fields.get("title"), *(aliases if isinstance(aliases, list) else ())]
    texts = [name.get("text") if isinstance(name, dict) else name for name in given]
    return tuple(name for name in texts if isinstance(name, str) and name)


# Fields


def _fields(raw: RawPage, model: type[Model], of: str) -> tuple[Model | None, list[Problem]]:
    gaps = dict(gaps_of_fields(raw.fields)) if MARK in raw.header else {}
    details: list[ErrorDetails] = []
    try:
        fields = model.model_validate(raw.fields)
        if not gaps:
            return fields, []
    except ValidationError as error:
        told = _told_once(error.errors(include_url=False))
        details = [detail for detail in told if detail["loc"] not in gaps or detail["type"] == "extra_forbidden"]
    # What no field is for is not to be filled in.
    wrong = {detail["loc"] for detail in details}
    gaps = {location: words for location, words in gaps.items() if location not in wrong}
    found = [_gap_problem(raw, model, location, words) for location, words in list(gaps.items())[:PROBLEMS_PER_PAGE]]
    found += [_field_problem(raw, model, of, detail) for detail in details[:PROBLEMS_PER_PAGE]]
    if left := len(gaps) + len(details) - len(found):
        message = f"the front matter has {count(left, 'more problem')}"
        found.append(problem(FIELD_VALUE, position(raw, ()), message, "mend the ones that are told first"))
    return None, found


def _gap_problem(raw: RawPage, model: type[Fields], location: Location, words: str) -> Problem:
    """Say what is to be filled in: in the gap's own words, or in those of its field."""
    name = next((step for step in reversed(location) if isinstance(step, str)), "")
    return problem(GAP, position(raw, location), f'fill in "{name}"', words or _described(model, location).description)


def _told_once(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out that a list is too short where an item of it is wrong."""
    within = {detail["loc"][: len(detail["loc"]) - 1] for detail in details}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in within]


def _field_problem(raw: RawPage, model: type[Fields], of: str, detail: ErrorDetails) -> Problem:
    """Put one finding of pydantic into an editor's words."""
    location, kind = detail["loc"], detail["type"]
    name = next((step for step in reversed(location) if isinstance(step, str)), "")
    at = partial(position, raw)
    owner, description, words, is_needed = _described(model, location)
    given: Any = detail["input"]
    if kind == "extra_forbidden":
        return problem(
            UNKNOWN_FIELD, at((*location, "")), f'{_owner(of, location)} has no field "{name}"', _known(name, owner, given)
        )
    if kind == "missing":
        return problem(MISSING_FIELD, at(location[:-1]), f'the field "{name}" is missing', f"write `{name}: …`: {description}")
    if given is None or (isinstance(given, str) and not given.strip()):
        return problem(FIELD_TYPE, at(location), *_empty(location, name, description, is_needed=is_needed))
    if kind == "value_error":
        error = detail["ctx"]["error"]
        message, _, hint = str(error).partition("; ")
        rule = DATE if isinstance(error, DateError) else FIELD_VALUE
        return problem(rule, at(location), message if rule is DATE else f'"{name}" {message}', hint)
    if kind == "literal_error":
        hint = did_you_mean(given, words) if isinstance(given, str) else ""
        message = f'"{given}" is no value of `{name}`' if isinstance(given, str) else f'"{name}" must be a word, not {_is(given)}'
        return problem(FIELD_VALUE, at(location), message, f"{hint + ' ' if hint else ''}one of: {', '.join(words)}")
    if kind == "string_type":
        cure = "write one text, in quotation marks if it has brackets" if isinstance(given, (list, dict)) else ""
        return problem(FIELD_TYPE, at(location), f'"{name}" must be text, not {_is(given)}', cure)
    if kind in ("tuple_type", "too_short", "too_long"):
        items = _keys(owner) if _keys(owner) != _keys(model) else []
        return problem(FIELD_TYPE, at(location), *_wrong_list(detail, name, description, items))
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        keys = ", ".join(f"{key}: …" for key in _keys(owner))
        hint = f"write `{{{keys}}}`" if kind != "dict_type" else f"it holds {description}"
        what = f'an item of "{name}"' if isinstance(location[-1], int) else f'"{name}"'
        return problem(FIELD_TYPE, at(location), f"{what} must be a mapping, not {_is(given)}", hint)
    if kind in ("string_pattern_mismatch", "string_too_long"):
        return problem(FIELD_VALUE, at(location), *_misfit(detail, name, description))
    # What a later pydantic may find that none does now: its own words are better than none.
    return problem(FIELD_VALUE, at(location), f'"{name}": {detail["msg"]}', description)


def _known(name: str, owner: type[BaseModel], given: object) -> str:
    """Say which field may be meant by ``name``, which is none of ``owner``'s and holds ``given``."""
    hint = did_you_mean(name, _keys(owner)) or f"the fields are: {', '.join(_keys(owner))}"
    # In {…} a comma ends a text.
    return f"{hint}; a text with a comma needs quotation marks, and a number has none" if given is None else hint


def _empty(location: Location, name: str, description: str, *, is_needed: bool) -> tuple[str, str]:
    """Say that a field, or an item of one, is empty, and the cure."""
    if isinstance(location[-1], int):
        return f'an item of "{name}" is empty', f"write it, or take out the hyphen: {description}"
    return f'the field "{name}" is empty', f"{'write it' if is_needed else 'write it, or leave it out'}: {description}"


def _misfit(detail: ErrorDetails, name: str, description: str) -> tuple[str, str]:
    """Say that a text does not fit its field, and the cure."""
    if detail["type"] == "string_too_long":
        message = f'"{name}" has more than {detail["ctx"]["max_length"]} characters'
        return message, "make it shorter: lists and links repeat it"
    return f'"{detail["input"]}" does not fit the field "{name}"', f"it holds {description}"


def _wrong_list(detail: ErrorDetails, name: str, description: str, keys: list[str]) -> tuple[str, str]:
    """Say what is wrong with a list, and the cure; ``keys`` are those of its items, if they have any."""
    if detail["type"] == "too_long":
        limits = detail["ctx"]
        return f'"{name}" has {limits["actual_length"]} items, more than {limits["max_length"]}', "leave some out"
    cure = f"begin each item with a hyphen, `- {keys[0]}: …`" if keys else f"write `{name}: [… , …]`"
    wrong = "must not be empty" if detail["type"] == "too_short" else f"must be a list, not {_is(detail['input'])}"
    return f'"{name}" {wrong}', f"{cure}: {description}"


def _owner(of: str, location: tuple[int | str, ...]) -> str:
    """Name what the field at ``location`` belongs to: another field, a kind of page, or the file ``of``."""
    if len(location) > 1:
        return f"`{location[-2] if isinstance(location[-2], str) else location[0]}`"
    return with_article(of) if of in set(Kind) else of


def _is(given: object) -> str:
    return {list: "a list", dict: "a mapping", str: f'"{given}"', type(None): "empty"}.get(type(given), "this")


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


class _Described(NamedTuple):
    """A field: the model that it lies in, or that its items are; what it is for; the words that it takes."""

    owner: type[BaseModel]
    description: str = ""
    words: tuple[str, ...] = ()
    is_needed: bool = False


def _described(model: type[BaseModel], location: tuple[int | str, ...]) -> _Described:
    """Return what the field at a location in the front matter is."""
    found = _Described(model)
    for step in location:
        if isinstance(step, int):
            continue
        field = next((f for name, f in found.owner.model_fields.items() if step in (name, f.alias)), None)
        if field is None:
            break
        owner = nested(field.annotation) or found.owner
        found = _Described(owner, field.description or "", choices(field.annotation), field.is_required())
    return found


# What one field says of another

# Any other EDTF is a conclusion: uncertain, approximate, one of several, open, or a span.
_STATED_OUTRIGHT = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")


def _across(raw: RawPage, fields: AnyFields) -> list[Problem]:
    found: list[Problem] = []

    def need(rule: Rule, location: Location, message: str, hint: str) -> None:
        found.append(problem(rule, position(raw, location), message, hint))

    def need_note(name: str, date: EdtfDate, note: str | None) -> None:
        if not note and not _STATED_OUTRIGHT.fullmatch(date.text):
            message = f'"{date.text}" is no day, month or year that a source states, and nothing says how it was derived'
            need(DATE_NOTE, (name,), message, f"add `{name}_note: …`")

    for rule, name, message, hint in _withdrawal(raw.id, fields):
        need(rule, (name,), message, hint)
    match fields:
        case Incident():
            need_note("date", fields.date, fields.date_note)
        case Source():
            need_note("published", fields.published, fields.published_note)
            if fields.title is None and not fields.title_note:
                need(MISSING_FIELD, ("title",), "the source has no title, and nothing says why", "add `title_note: …`")
        case Place(location=location) if location:
            for name, message, hint in _off_the_map(location):
                need(FIELD_VALUE, ("location", name), message, hint)
        case _:
            pass
    return found


_HOME = PageId("index")


def _withdrawal(page: PageId, fields: AnyFields) -> Iterator[tuple[Rule, str, str, str]]:
    """Yield what is wrong in a status and a reason that do not fit: the rule, the field, what is wrong with it, and the cure."""
    if fields.status == "withdrawn" and page == _HOME:
        cure = "take out what is wrong, and tell of it in `corrections`"
        yield FIELD_VALUE, "status", "the home page can't be withdrawn: the whole wiki begins there", cure
    elif fields.status == "withdrawn" and not fields.withdrawn:
        cure = "add `withdrawn: {date: …, text: …}`: the day, and the reason for a reader"
        yield MISSING_FIELD, "status", "the page is withdrawn, and nothing says when and why", cure
    if fields.withdrawn and fields.status != "withdrawn":
        message = f'"withdrawn" says why the page was withdrawn, and its status is {fields.status}'
        yield FIELD_VALUE, "withdrawn", message, "write `status: withdrawn`, or take `withdrawn` out"


def _off_the_map(location: schema.Location) -> Iterator[tuple[str, str, str]]:
    """Yield what can't be of a point on the map: the field, what is wrong with it, and the cure."""
    for name, value, limit in (("lat", location.lat, 90), ("lon", location.lon, 180)):
        if abs(value) > limit:
            yield name, f'"{name}" is {value:g}', f"it lies between -{limit} and {limit}"
    if location.precision_m < 1:
        yield (
            "precision_m",
            '"precision_m" is less than 1',
            "say how far the point may be off, in metres: 1 or more",
        )
