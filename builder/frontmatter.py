"""Front matter: split off the body and read as text only, with the line and column of everything on demand.

Values are text, None, lists and mappings, never more: ``NO``, ``20:30`` and ``012`` stay as written until their
field reads them. PyYAML alone would keep the last of two equal keys and expand aliases; both are problems here.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import yaml
from frontmatter.default_handlers import YAMLHandler

from builder.problems import Position, Problem, problem
from builder.rules import COMMENT, DUPLICATE_KEY, FRONT_MATTER, YAML
from builder.syntax import unwanted_in

Value = str | None | list["Value"] | dict[str, "Value"]
Location = tuple[str | int, ...]

MAX_DEPTH = 20
_TOO_DEEP = f"front matter nested more than {MAX_DEPTH} deep"
# Far more than a field needs, far less than the C parser's stack holds.
_C_BRACKETS = 3000
_DASHES = re.compile(r"(?:[-?:][ \t]+){50}")
_TITLE = re.compile(r"^title:(.*)$", re.MULTILINE)
_ALIASES = re.compile(r"^aliases:(.*(?:\n[ \t-].*)*)", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]+#")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_STANDARD_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))


@dataclass(frozen=True, slots=True)
class Split:
    """A file in two: the YAML text with the line that it begins on, and the body with its line."""

    header: str
    header_line: int
    body: str
    body_line: int


def split(path: str, text: str) -> Split | Problem:
    """Split a page's ``text`` where python-frontmatter does; a Problem says what keeps it from being split."""
    boundary = YAMLHandler.FM_BOUNDARY
    opening = boundary.match(text)
    if opening is None:
        return _not_opened(path, text)
    header_start = text.index("\n", opening.start()) + 1 if "\n" in text else len(text)
    closing = boundary.search(text, header_start)
    if closing is None:
        dots = re.compile(r"^\.\.\.\s*$", re.MULTILINE).search(text, header_start)
        hint = "front matter ends with a line of three hyphens, ---"
        if dots:
            line = text.count("\n", 0, dots.start()) + 1
            return problem(FRONT_MATTER, Position(path, line), "the front matter ends with `...`", hint)
        return problem(FRONT_MATTER, Position(path), "the front matter is not closed", hint)
    body_start = text.find("\n", closing.start()) + 1 or len(text)
    header, body = text[header_start : closing.start()], text[body_start:]
    return Split(header, text.count("\n", 0, header_start) + 1, body, text.count("\n", 0, body_start) + 1)


def _not_opened(path: str, text: str) -> Problem:
    later = YAMLHandler.FM_BOUNDARY.search(text)
    if later and not text[: later.start()].strip():
        line = text.count("\n", 0, later.start()) + 1
        return problem(
            FRONT_MATTER,
            Position(path, line),
            "something stands before the front matter",
            "its first line of hyphens must be the first line of the file",
        )
    return problem(
        FRONT_MATTER,
        Position(path),
        "the page has no front matter",
        "begin the file with a line of three hyphens, the fields, and another such line",
    )


def guessed_names(text: str) -> tuple[str, ...]:
    """Return what may be the title and aliases of a page that can't be read, so that links to it are not wrong too."""
    found = _TITLE.findall(text[:20_000])
    for listed in _ALIASES.findall(text[:20_000]):
        found += re.split(r"[\n,]", listed)
    return tuple(name for line in found if (name := line.strip(" \t-[]{}\"'").removeprefix("text:").strip(" \"'")))


def read(path: str, header: str, header_line: int) -> tuple[dict[str, Value], list[Problem]]:
    """Read YAML text into fields and problems; with a problem the fields hold what could be read."""
    # The C parser recurses, and could bring the whole program down. Closing brackets say nothing: they may stand in a quotation or comment.
    if header.count("[") + header.count("{") > _C_BRACKETS:
        message = f"front matter with more than {_C_BRACKETS:,} opening brackets"
        return {}, [problem(YAML, Position(path, header_line), message, "write long lists without them, line by line")]
    if _DASHES.search(header):
        return {}, [problem(YAML, Position(path, header_line), _TOO_DEEP, "no field needs that")]
    try:
        root = _compose(header)
    except yaml.MarkedYAMLError as error:
        return {}, [_yaml_problem(path, header, header_line, error)]
    except yaml.YAMLError as error:  # a character that YAML does not take
        return {}, [problem(YAML, Position(path, header_line), f"this is not YAML: {error}", "delete the character")]
    if root is None:
        return {}, [problem(FRONT_MATTER, Position(path, header_line), "the front matter is empty")]
    reader = _Reader(path, header, header_line)
    if not isinstance(root, yaml.MappingNode):
        kind = "a list" if isinstance(root, yaml.SequenceNode) else "text"
        message = f"the front matter is {kind}, not fields"
        return {}, [problem(FRONT_MATTER, reader.position(root), message, "write `field: value`")]
    fields = reader.mapping(root, 1)
    return fields, reader.problems


def locate(header: str, header_line: int, location: Location) -> tuple[int, int]:
    """Return line and column of the value at ``location`` (keys and indexes from the top), or of its nearest parent.

    A field that is there but should not be is found by its key: end ``location`` with ``(key, "")``.
    Read anew each time: only a problem asks for a position, and then once.
    """
    node: yaml.Node | None = _compose(header)
    mark = node.start_mark if node else None
    for step in location:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
            if pair is None:
                break
            key, node = pair
            # An empty value has no place of its own that an editor would recognise.
            at_key = location[-1] == "" or (isinstance(node, yaml.ScalarNode) and not node.value and not node.style)
            mark = key.start_mark if at_key else node.start_mark
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.start_mark
        else:
            break
    return (header_line + mark.line, mark.column + 1) if mark else (header_line, 1)


@dataclass(frozen=True, slots=True)
class Written:
    """Where a value stands in YAML text, from one index to another, and the sign that begins it: one of ``[ { " ' | >``, or none."""

    start: int
    end: int
    sign: str


def written(header: str, location: Location) -> Written | None:
    """Return how the value at exactly this ``location`` is written in YAML text, or None if there is none."""
    node: yaml.Node | None = _compose(header)
    for step in location:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return None
    if node is None:
        return None
    start = node.start_mark.index
    is_plain = isinstance(node, yaml.ScalarNode) and not node.style
    is_block = isinstance(node, yaml.CollectionNode) and not node.flow_style
    return Written(start, node.end_mark.index, "" if is_plain or is_block else header[start])


@lru_cache(maxsize=4)  # reading and each problem of a page want the same one
def _compose(header: str) -> yaml.Node | None:
    # The base resolver types nothing: every plain scalar is text. The C parser is ten times the Python one's speed.
    node: yaml.Node | None = yaml.compose(header, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return node


class _Reader:
    """Walks one tree of nodes, collecting problems."""

    def __init__(self, path: str, header: str, header_line: int) -> None:
        self.path = path
        self.header = header
        self.header_line = header_line
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def position(self, node: yaml.Node) -> Position:
        return Position(self.path, self.header_line + node.start_mark.line, node.start_mark.column + 1)

    def _refuse(self, node: yaml.Node, message: str, hint: str) -> None:
        self.problems.append(problem(YAML, self.position(node), message, hint))

    def mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._refuse(key_node, "a key must be a word", "text in brackets or braces needs quotation marks")
                continue
            key = key_node.value
            if key in fields:
                message = f"`{key}` stands twice; first in line {first[key]}"
                self.problems.append(problem(DUPLICATE_KEY, self.position(key_node), message, "keep one of the two"))
                continue
            first[key] = self.header_line + key_node.start_mark.line
            fields[key] = self.value(value_node, depth)
        return fields

    def value(self, node: yaml.Node, depth: int) -> Value:
        # An alias gives the very node of its anchor again; an anchor that nothing uses would swallow a word.
        if id(node) in self._seen or self.header[node.start_mark.index : node.start_mark.index + 1] == "&":
            self._refuse(node, _NO_ALIASES, _QUOTE_IT)
            return None
        self._seen.add(id(node))
        if node.tag not in _STANDARD_TAGS:
            self._refuse(node, f"YAML tags (`{node.tag}`) are not used here", _QUOTE_IT)
            return None
        if depth > MAX_DEPTH:
            self._refuse(node, _TOO_DEEP, "no field needs that")
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, depth + 1)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        # Text in quotation marks is text, whatever it says.
        plain = isinstance(node, yaml.ScalarNode) and not node.style
        text: str = node.value
        if unwanted := unwanted_in(text):
            self._refuse(node, f"a character that can't be shown, U+{ord(unwanted[0]):04X}", "delete it")
        if plain and _COMMENT.match(self.header, node.end_mark.index):
            message = f"what follows `{text}` is a comment and is not shown"
            cure = "put the whole text in quotation marks, or the comment on a line of its own"
            self.problems.append(problem(COMMENT, self.position(node), message, cure))
        return None if plain and text in _NULLS else text


# The parser complains where it lost its way; an editor wants to know where the thing began.
_BLAME_THE_START = ("quoted scalar", "flow sequence", "flow mapping", "simple key")


def _yaml_problem(path: str, header: str, header_line: int, error: yaml.MarkedYAMLError) -> Problem:
    context, said = error.context or "", error.problem or "it cannot be read"
    blame_start = error.context_mark and any(part in context for part in _BLAME_THE_START)
    mark = error.context_mark if blame_start else error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = header.split("\n")
    written = lines[line] if line < len(lines) else ""
    tab = written.find("\t")
    if tab >= 0 and not written[:tab].strip(" -"):
        hint = "replace the tab by spaces"
        return problem(YAML, Position(path, header_line + line, tab + 1), "a tab; YAML indents with spaces", hint)
    message, hint = _explain(said, context, written, column)
    return problem(YAML, Position(path, header_line + line, column + 1), message, hint)


_QUOTE_IT = 'put the whole text in quotation marks: "…"'
_NO_ALIASES = "YAML anchors and aliases (`&`, `*`) are not used here"


def _explain(said: str, context: str, written: str, column: int) -> tuple[str, str]:
    """Put the parser's words into an editor's: what is wrong, and the cure."""
    here = written[column : column + 1]
    if said.startswith("mapping values are not allowed"):
        return "a colon where no field can begin", f"{_QUOTE_IT}, or mend the indentation"
    is_half = said.startswith("found invalid Unicode character escape")  # as JSON writes what lies beyond U+FFFF
    if is_half or said.startswith(("found unknown escape", "did not find expected hexdecimal")):
        cure = "write the character itself" if is_half else "use single quotation marks, or double it"
        return "a backslash in double quotation marks that means nothing", cure
    if said.startswith("found character that cannot start"):
        return f"a text cannot begin with `{here}`", _QUOTE_IT
    if said.startswith("found undefined alias") or "alias" in context or "anchor" in context:
        return _NO_ALIASES, _QUOTE_IT
    if "quoted scalar" in context:
        return "a quotation mark is not closed", "close it at the end of the text; inside the text use the other kind"
    if "flow" in context:
        kind = "list" if "sequence" in context else "mapping"
        return f"a {kind} in brackets is not closed", "close it, or put text that begins with a bracket in quotation marks"
    if said.startswith("could not find expected ':'"):
        return "a line that is no field", "write `field: value`, or indent the line to continue the one above"
    if written[:column].rstrip().endswith(('"', "'", "]", "}")):
        return "text after a closing quotation mark or bracket", "inside quotation marks use the other kind"
    if "block" in context:
        return "this line does not fit the ones above", "check its indentation"
    return f"this is not YAML: {said}", _QUOTE_IT
