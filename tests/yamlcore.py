"""YAML as editors read it: version 1.2, by its core schema, where `2024` is a number and `no` is text."""

import re
from typing import Any

import yaml


class Core(yaml.SafeLoader):
    """Reads YAML 1.2 by its core schema, as editors do."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own way


for tag, pattern in (
    ("null", "~|null|Null|NULL|"),
    ("bool", "true|True|TRUE|false|False|FALSE"),
    ("int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), None)
Core.add_constructor("tag:yaml.org,2002:bool", lambda _, node: node.value.lower() == "true")
Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value, 0 if node.value[:2] in ("0o", "0x") else 10))
Core.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value.replace(".inf", "inf").replace(".nan", "nan")))


def as_an_editor(text: str) -> Any:
    return yaml.load(text, Loader=Core)  # noqa: S506 - a SafeLoader
