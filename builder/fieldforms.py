"""The forms of single fields in JSON Schema (draft 7), for editors, which know no more of a field than that.

An editor reads YAML 1.2 by its core schema: `2024` is a number to it and `true` a boolean, where we read text. So a form takes
what the editor may make of each text that the field takes. Patterns are of the kind that ECMA-262 and Python share.
"""

from typing import Any, Final

from builder.dates import DAY_PARTS

Form = dict[str, Any]

# Gregorian months of 31, of 30 days, and February; an X stands for the last digits.
_MASKS: Final = "[01]X|XX"
_DAYS: Final = (
    (f"0[13578]|1[02]|{_MASKS}", "0[1-9]|[12][0-9]|3[01]|[0-3]X|XX"),
    ("0[469]|11", "0[1-9]|[12][0-9]|30|[0-3]X|XX"),
    ("02", "0[1-9]|[12][0-9]|[0-2]X|XX"),
)


def _qualified(digits: str) -> str:
    return f"[?~%]?(?:{digits})[?~%]?"


def _date() -> str:
    year = _qualified("(?!0000)[0-9](?:[0-9]{3}|[0-9]{2}X|[0-9]XX|XXX)")
    months = _qualified(f"0[1-9]|1[0-2]|2[1-4]|{_MASKS}")
    days = "|".join(f"{_qualified(month)}-{_qualified(day)}" for month, day in _DAYS)
    point = f"{year}(?:-(?:{months}|{days}))?"
    span = rf"{point}(?:/(?:{point}|\.\.)?)?|(?:\.\.)?/{point}"
    item = rf"(?:{point}(?:\.\.(?:{point})?)?|\.\.{point})"
    some = rf"(?=\[.*\]\s*$|\{{.*\}}\s*$)[\[{{]{item}(?:,{item})*[\]}}]"
    return rf"^\s*(?:{span}|{some})\s*$"


def _told(form: Form, message: str) -> Form:
    """Return a form with what editors say where a text does not fit its pattern, which nobody can read."""
    return {**form, "patternErrorMessage": message}


_CLOCK: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_COUNT: Final[Form] = {
    "anyOf": [{"type": "integer", "minimum": 0, "maximum": 999_999_999}, {"type": "string", "pattern": "^[0-9]{1,9}$"}]
}

TEXT: Final[Form] = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
# Tells a reference from other text, for `editorschemas`.
REF: Final[Form] = {"$comment": "the id or slug of a page", **TEXT}
_LIKE_A_DATE: Final = "no date (EDTF); write one like 2024-09-10, 2024-09, 2024, 2024-09-10~ (about) or 2024-09-10/2024-09-13"
DATE: Final[Form] = {
    "anyOf": [_told({"type": "string", "pattern": _date()}, _LIKE_A_DATE), {"type": "integer", "minimum": 1000, "maximum": 9999}]
}
_LIKE_A_TIME: Final = 'no time; write one like "23:00", "23:00~" or "20:00/21:00", or a part of the day'
_TIME: Final = rf"^\s*(?:{_CLOCK}(?:~|/{_CLOCK})?|{'|'.join(DAY_PARTS)})\s*$"
TIME: Final[Form] = {"anyOf": [{"enum": [*DAY_PARTS]}, _told({"type": "string", "pattern": _TIME}, _LIKE_A_TIME)]}
NUMBER: Final[Form] = {
    "anyOf": [
        {"type": "number", "exclusiveMinimum": -1_000_000, "exclusiveMaximum": 1_000_000},
        {"type": "string", "pattern": r"^-?[0-9]{1,6}(\.[0-9]{1,12})?$"},
    ]
}
LANGUAGE: Final = _told(
    {
        "type": "string",
        "pattern": "^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*$",
    },
    "no tag of a language (BCP 47); write one like en, fa, pt-BR or ar-Latn",
)
# \x22 and \x27 are quotation marks: in ECMA-262 with Unicode they may not be escaped otherwise.
_HOST: Final = r"(\[[0-9A-Fa-f:.]+\]|[^\s/?#\\@:\[\]\x22\x27<>]+)(:[0-9]{1,5})?"
WEB_ADDRESS: Final = _told(
    {"type": "string", "pattern": rf"^[Hh][Tt][Tt][Pp][Ss]?://{_HOST}([/?#\\]\S*)?$"},
    "no address on the web; write it like https://host/page, without spaces or a user name",
)
PLAIN_ADDRESS: Final = _told(
    {"type": "string", "pattern": rf"^[Hh][Tt][Tt][Pp][Ss]?://{_HOST}(/[^\s?#\x22\x27<>\\]*)?$"},
    "no plain address; write it like https://example.org/wiki/, without ?, # or quotation marks",
)
_PARTS: Final = r"(?=.*\{z\})(?=.*\{x\})(?=.*\{y\})"
_TILES: Final = r"https://[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?/([A-Za-z0-9._~/=&?%@}-]|\{[zxy]\})*"
TILES_URL: Final = _told(
    {"type": "string", "pattern": rf"^\s*{_PARTS}{_TILES}\s*$"},
    "no address of map pictures; write it like https://host/{z}/{x}/{y}.png",
)


def text(most: int) -> Form:
    """Return the form of a text of at most ``most`` characters."""
    return {**TEXT, "maxLength": most}


def claimed(most: int) -> Form:
    """Return the form of what a claim states: words of at most ``most`` characters, or a count."""
    count = {
        "type": "object",
        "properties": {
            "min": {"description": "the least, included", **_COUNT},
            "max": {"description": "the most, included", **_COUNT},
        },
        "minProperties": 1,
        "additionalProperties": False,
    }
    return {"anyOf": [text(most), count]}
