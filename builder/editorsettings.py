"""Settings by which editors complete and check fields: schemas, snippets of VS Code, content types of Front Matter CMS.

All of it is made from the fields of each kind, and marked as made, so that it can be made anew.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, get_args

from builder import urls
from builder.editorschemas import MODELS, NOTICE, editor_schema
from builder.fieldforms import Form
from builder.ids import Kind
from builder.model import Wiki
from builder.schema import Fields, Incident, choices, nested
from builder.words import KINDS

SCHEMAS: Final = "schemas"
SNIPPETS: Final = ".vscode/fields.code-snippets"
FRONT_MATTER: Final = "frontmatter.json"
# Front Matter CMS takes the field `type` of a page for its content type, so each word that it takes is one.
_TYPED: Final = (Kind.INCIDENT, Kind.ACTOR, Kind.PLACE)
# What can be said of a page of any kind.
_ANY: Final = "any"


def schema_files(slugs: Mapping[Kind, Sequence[str]] | None = None) -> dict[str, str]:
    """Return the schemas by file name; with ``slugs``, the wiki's own pages, completing what names a page."""
    return {f"{name}.schema.json": _json(editor_schema(name, slugs)) for name in MODELS}


def all_files() -> dict[str, str]:
    """Return all files that a wiki has of this kind, by path from its root."""
    return {
        **{f"{SCHEMAS}/{name}": text for name, text in schema_files().items()},
        SNIPPETS: f"// {NOTICE}\n{_json(snippets())}",
        FRONT_MATTER: _json(front_matter()),
    }


def slugs_of(wiki: Wiki) -> dict[Kind, list[str]]:
    """Return the slugs of a wiki's pages by kind, in order."""
    found: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for _, entry in sorted(wiki.entries.items()):
        found[entry.page.kind].append(entry.page.slug)
    return found


def is_made(text: str) -> bool:
    """Tell whether a file is one that was made so, and may be made anew."""
    return NOTICE in text[:500]


def _json(content: Form) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


# Snippets of VS Code

# What would end a stop of a snippet, or begin another.
_SIGNS: Final = re.compile(r"[$}\\]")
_ESCAPED: Final = r"\\\g<0>"


def snippets() -> Form:
    """Return a snippet for each field, and for the items of lists that have fields of their own."""
    of: dict[tuple[str, str], list[str]] = {}
    told: dict[tuple[str, str], str] = {}
    for name, model in MODELS.items():
        if name == "site":
            continue
        for field, body, description in _fields(model):
            of.setdefault((field, body), []).append(name)
            told.setdefault((field, body), description)
    found = {}
    for (field, body), kinds in of.items():
        found[f"{field} ({', '.join(kinds)})"] = _snippet(field, body, f"{told[field, body]} ({', '.join(kinds)})")
    for name, item in _items().items():
        found[f"item: {name}"] = _snippet(name, f"- {_mapping(item)}", (item.__doc__ or "").partition("\n")[0])
    found["citation"] = _snippet("cite", '[@${1:source}: "${2:exact words}"]', "words quoted from a source")
    return found


def _snippet(prefix: str, body: str, description: str) -> Form:
    return {"scope": "markdown", "prefix": prefix, "body": body, "description": description}


def _items() -> dict[str, type[Fields]]:
    """Return the fields of the items of lists, by what one item is called."""
    found = {}
    for model in MODELS.values():
        for field in model.model_fields.values():
            item = nested(field.annotation)
            if item and _is_list(field.annotation):
                found[item.__name__.removeprefix("Incident").removesuffix("Fields").lower()] = item
    return found


def _fields(model: type[Fields]) -> Iterator[tuple[str, str, str]]:
    """Yield each field of a model: its name, the body of its snippet, what it is for."""
    for key, field in model.model_fields.items():
        name = field.alias or key
        yield name, f"{name}:{_value(field.annotation, field.description or '')}", field.description or ""


def _value(annotation: Any, description: str) -> str:
    """Return what a snippet has behind the colon of a field."""
    if words := choices(annotation):
        return f" ${{1|{','.join(words)}|}}"
    if item := nested(annotation):
        return f"\n  - {_mapping(item)}" if _is_list(annotation) else f" {_mapping(item)}"
    stop = f"${{1:{_SIGNS.sub(_ESCAPED, description)}}}"
    if _is_mapping(annotation):
        return " {${1:…}: ${2:…}}"
    return f" [{stop}]" if _is_list(annotation) else f" {stop}"


def _mapping(model: type[Fields]) -> str:
    """Return a mapping in braces with the fields of a model that are needed, or choose among words."""
    parts: list[str] = []
    for key, field in model.model_fields.items():
        name = field.alias or key
        if not field.is_required() and not choices(field.annotation):
            continue
        words = choices(field.annotation)
        stop = len(parts) + 1
        value = f"${{{stop}|{','.join(words)}|}}" if words else f"${{{stop}:…}}"
        parts.append(f'{name}: "{value}"' if name in ("quote", "text", "note", "from") else f"{name}: {value}")
    return f"{{{', '.join(parts)}}}"


def _is_list(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is tuple


def _is_mapping(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is dict


# Content types of Front Matter CMS


def front_matter() -> Form:
    """Return the settings of Front Matter CMS: a form and a check for the fields of each kind."""
    kinds = [*Kind]
    folders = [
        {"title": KINDS[kind], "path": f"[[workspace]]/{urls.CONTENT}/{urls.FOLDERS[kind]}", "contentTypes": [kind.value]}
        for kind in kinds
        if kind in urls.FOLDERS
    ]
    notes = {"title": KINDS[Kind.NOTE], "path": f"[[workspace]]/{urls.CONTENT}", "excludeSubdir": True, "contentTypes": ["note"]}
    groups = [{"id": kind.value, "fields": [*_form(MODELS[kind])]} for kind in kinds]
    return {
        "$comment": NOTICE,
        "frontMatter.content.pageFolders": [*folders, notes],
        "frontMatter.content.supportedFileTypes": ["md"],
        "frontMatter.content.autoUpdateDate": False,
        "frontMatter.taxonomy.seoTitleLength": -1,
        "frontMatter.taxonomy.seoDescriptionLength": -1,
        "frontMatter.taxonomy.seoDescriptionField": "summary",
        "frontMatter.telemetry.disable": True,
        "frontMatter.taxonomy.fieldGroups": [*groups, {"id": _ANY, "fields": [*_shared()]}],
        "frontMatter.taxonomy.contentTypes": [*_content_types()],
    }


def _content_types() -> Iterator[Form]:
    """Yield a content type for each kind and each word that the field ``type`` takes, with the fields of that kind."""
    meant: dict[str, str] = {"default": _ANY, **{kind.value: kind.value for kind in Kind}}
    for kind in _TYPED:
        for word in choices(MODELS[kind].model_fields["type"].annotation):
            # A word of two kinds says no more than that it is a page.
            meant[word] = _ANY if word in meant else kind.value
    for name, group in meant.items():
        fields = [{"title": group, "name": group, "type": "fieldCollection", "fieldGroup": group}]
        yield {"name": name, "pageBundle": False, "filePrefix": None, "previewPath": None, "fields": fields}


def _shared() -> Iterator[Form]:
    """Yield the fields that pages of all kinds have."""
    common = set.intersection(*({*MODELS[kind].model_fields} for kind in Kind))
    return (field | {"required": False} for field in _form(Incident) if field["name"] in common)


def _form(model: type[Fields]) -> Iterator[Form]:
    """Yield the fields of a model as the extension knows them; what it has no form for is taken as it is, and not shown."""
    for key, field in model.model_fields.items():
        about = {"title": field.alias or key, "name": field.alias or key, "description": field.description or ""}
        # Where a field is needed and may be empty, as a headline, only what is not looked at takes both.
        is_either = field.is_required() and type(None) in get_args(field.annotation)
        shape = {"type": "json"} if is_either else _shape(field.annotation)
        is_free = shape["type"] == "json"
        yield {**about, **shape, **({"hidden": True} if is_free else {"required": field.is_required()})}


def _shape(annotation: Any) -> Form:
    if words := choices(annotation):
        return {"type": "choice", "choices": [*words]}
    item = nested(annotation)
    if item and not _is_list(annotation):
        return {"type": "fields", "fields": [*_form(item)]}
    if item or _is_mapping(annotation):
        return {"type": "json"}
    if _is_list(annotation):
        return {"type": "list"}
    return {"type": "number" if annotation is float else "string"}
