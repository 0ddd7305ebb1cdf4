"""What single fields hold: texts, references, dates, times, numbers and counts, each read from text and never guessed."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import AfterValidator, PlainValidator, StringConstraints, WithJsonSchema

from builder import fieldforms
from builder.addresses import is_plain, is_web
from builder.dates import EdtfDate, TimeOfDay, parse_date, parse_time
from builder.nearest import did_you_mean
from builder.rules import RULES
from builder.syntax import CLAIM_ID

WARNINGS: Final = tuple(rule.id for rule in RULES if rule.level == "warning")
_COUNT: Final = re.compile("[0-9]{1,9}")
_LIKE_A_COUNT: Final = "write a number, `{min: 3}`, `{max: 5}`, `{min: 3, max: 5}`, or words"

# Characters of what a claim states in words, and of a title: both are repeated wherever they are named.
MAX_VALUE: Final = 200
MAX_TITLE: Final = 300


@dataclass(frozen=True, slots=True)
class Count:
    """How many: the least and the most, both included; None where there is no bound."""

    min: int | None
    max: int | None

    def __str__(self) -> str:
        if self.min == self.max:
            return str(self.min)
        bounds = [f"{name}: {bound}" for name, bound in (("min", self.min), ("max", self.max)) if bound is not None]
        return f"{{{', '.join(bounds)}}}"


def _text_of(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be text, not {_named(value)}; put it in quotation marks")  # noqa: TRY004 - pydantic collects ValueErrors
    return value


def _named(value: Any) -> str:
    if value is None:
        return "empty"
    return "a list" if isinstance(value, list) else "a mapping"


def _date(value: Any) -> EdtfDate:
    return value if isinstance(value, EdtfDate) else parse_date(_text_of(value))


def _time(value: Any) -> TimeOfDay:
    return value if isinstance(value, TimeOfDay) else parse_time(_text_of(value))


def _number(value: Any) -> float:
    # Only plain decimals: a reader of YAML elsewhere would see octal, hours or a boolean in much else.
    if not re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,12})?", text := _text_of(value)):
        raise ValueError(f'is no number: "{text}"; write digits only, with a point: 33.31, or 2000')
    return float(text)


def _claimed(value: Any) -> Count | str:
    """Read what a claim states: a text as it is (its point reads it on), a mapping as a count."""
    if isinstance(value, Count):
        return value
    if not isinstance(value, (dict, str)):
        raise ValueError(f"must be a count or words, not {_named(value)}; {_LIKE_A_COUNT}")  # noqa: TRY004 - pydantic collects ValueErrors
    if isinstance(value, str):
        text = value.strip()
        if not text:
            raise ValueError("is empty; write what the source states")
        if len(text) > MAX_VALUE:
            raise ValueError(f"has more than {MAX_VALUE} characters; state it in few words, and leave the rest to the quotation")
        return text
    bounds = {key: bound for key, bound in value.items() if key in ("min", "max")}
    if not bounds or len(bounds) < len(value):
        raise ValueError(f"is no count; {_LIKE_A_COUNT}")
    if None in bounds.values():
        raise ValueError(f"has an empty bound; {_LIKE_A_COUNT}")
    if wrong := [bound for bound in bounds.values() if not isinstance(bound, str) or not _COUNT.fullmatch(bound)]:
        raise ValueError(f'has a bound that is no whole number: "{wrong[0]}"; {_LIKE_A_COUNT}')
    low, high = (int(bounds[key]) if key in bounds else None for key in ("min", "max"))
    if low is not None and high is not None and low > high:
        raise ValueError(f"has a least number above its most; did you mean {{min: {high}, max: {low}}}?")
    return Count(low, high)


_TILES: Final = re.compile(r"https://(?P<host>[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?)/[A-Za-z0-9._~/=&?%@{}-]*", re.ASCII)
_TILES_FORM: Final = "write it like https://host/{z}/{x}/{y}.png"


def _tiles_url(value: Any) -> str:
    """Read the pattern of the addresses of map pictures: its host goes into the policy of the page, so nothing odd may be in it."""
    text = _text_of(value).strip()
    if not text:
        raise ValueError(f"is empty; {_TILES_FORM}")
    if not text.startswith("https://"):
        raise ValueError(f'does not begin with https://: "{text}"; a page that is read safely asks no other way')
    if missing := [name for name in ("{z}", "{x}", "{y}") if name not in text]:
        raise ValueError(f"has no {missing[0]}, which stands for a part of the map; {_TILES_FORM}")
    if other := re.search(r"\{(?![zxy]\})[^}]*\}?", text):
        raise ValueError(f"has {other[0]}, which stands for nothing here; only {{z}}, {{x}} and {{y}} do")
    if not _TILES.fullmatch(text) or not is_web(text):
        raise ValueError(f'is no address of map pictures: "{text}"; {_TILES_FORM}')
    return text


# Language, script, region, variants: of BCP 47, what browsers take; to others, such as `zh-cmn`, they raise an error.
_LANGUAGE: Final = re.compile(
    "[a-z]{2,3}(-[a-z]{4})?(-(?:[a-z]{2}|[0-9]{3}))?(?P<variants>(-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
)
PLAIN_FORM: Final = "https://example.org/wiki/, without ?, #, quotation marks, angle brackets or a user name"
_LANGUAGE_FORM: Final = "write one like en, fa, pt-BR or ar-Latn (BCP 47)"
# Letters and symbols to Unicode, and nothing to the eye: fillers of Hangul, a pattern of Braille without dots.
_BLANK: Final = "\u115f\u1160\u2800\u3164\uffa0"


def _language(text: str) -> str:
    found = _LANGUAGE.fullmatch(text.lower())
    if not found:
        raise ValueError(f'is no tag of a language: "{text}"; {_LANGUAGE_FORM}')
    variants = found["variants"].split("-")[1:]
    if len({*variants}) < len(variants):
        raise ValueError(f'says the same twice: "{text}"; {_LANGUAGE_FORM}')
    return text


def _seen(text: str) -> str:
    """Refuse a name without one letter, digit or sign: a link with it could be neither seen nor spoken."""
    if not any(unicodedata.category(sign)[0] in "LNPS" and sign not in _BLANK for sign in text):
        raise ValueError("has no character that can be seen; write the name out")
    return text


def _warning(text: str) -> str:
    rule = next((rule for rule in RULES if rule.id == text), None)
    if rule is None:
        raise ValueError(f'is no rule: "{text}"; {did_you_mean(text, WARNINGS) or "one of: " + ", ".join(WARNINGS)}')
    if rule.level == "error":
        raise ValueError(f'is an error, "{text}", and only warnings can be silenced; mend what it tells of')
    return text


def _web_address(text: str) -> str:
    if not is_web(text) or re.search(r"\s", text):
        raise ValueError(f'is no address on the web: "{text}"; write it like https://host/page, without spaces or a user name')
    return text


def _plain_address(text: str) -> str:
    if not is_plain(text):
        raise ValueError(f'is no plain address: "{text}"; write it like {PLAIN_FORM}')
    return text


def count_of(value: Count | str) -> Count | str:
    """Return a value of a point that counts as a count, where it is a plain number; words stay words."""
    return Count(int(value), int(value)) if isinstance(value, str) and _COUNT.fullmatch(value) else value


# Each with its form for editors, which see the front matter through a reader of their own.
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), WithJsonSchema(fieldforms.TEXT)]
Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TITLE),
    AfterValidator(_seen),
    WithJsonSchema(fieldforms.text(MAX_TITLE)),
]
Ref = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), WithJsonSchema(fieldforms.REF)]
"""The id or slug of another page, as written; ``link`` resolves it."""
Date = Annotated[EdtfDate, PlainValidator(_date), WithJsonSchema(fieldforms.DATE)]
Time = Annotated[TimeOfDay, PlainValidator(_time), WithJsonSchema(fieldforms.TIME)]
Number = Annotated[float, PlainValidator(_number), WithJsonSchema(fieldforms.NUMBER)]
TilesUrl = Annotated[str, PlainValidator(_tiles_url), WithJsonSchema(fieldforms.TILES_URL)]
Claimed = Annotated[Count | str, PlainValidator(_claimed), WithJsonSchema(fieldforms.claimed(MAX_VALUE))]
Language = Annotated[str, AfterValidator(_language), WithJsonSchema(fieldforms.LANGUAGE)]
WebAddress = Annotated[str, AfterValidator(_web_address), WithJsonSchema(fieldforms.WEB_ADDRESS)]
PlainAddress = Annotated[str, AfterValidator(_plain_address), WithJsonSchema(fieldforms.PLAIN_ADDRESS)]
"""An address that others begin with."""
WarningRule = Annotated[str, AfterValidator(_warning), WithJsonSchema({"enum": [*WARNINGS]})]
"""The id of a rule of which breaking is a warning."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9A-Fa-f]{64}$", to_lower=True)]
SeedPath = Annotated[str, StringConstraints(pattern=r"^seeds/[^\\]+$")]
ClaimId = Annotated[str, StringConstraints(pattern=f"^{CLAIM_ID.pattern}$")]
