"""Tiny wikis for tests, written as one text: ``-- path --`` lines, each followed by the file.

``-- path (escaped) --`` holds bytes as Python escapes (``\\xff``). A path that a text names replaces the file of the
same path in ``BASE``; ``-- path (absent) --`` takes it away, ``-- path (link) --`` makes it a symbolic link, ``(pipe)`` a named pipe, and
``-- path (repeat N) --`` writes N times what stands between ``«`` and ``»``.
"""

import hashlib
import os
import re
from pathlib import Path

ARTICLE = """Two rockets hit the depot in Northport on Monday.

The mayor said two people were hurt. “Nobody has claimed it,” the mayor said on Tuesday.

Police said the rockets came from the east. Nobody was arrested, police said.
"""
SHA256 = hashlib.sha256(ARTICLE.encode()).hexdigest()

BASE = f"""-- content/site.yaml --
title: Northport incidents
summary: A wiki for tests.
time_zone: Europe/Lisbon
-- content/incidents/2024-01-01-depot.md --
---
title: Rockets on the Northport depot, 1 January 2024
date: 2024-01-01
type: shelling-artillery-missile
summary: Two rockets hit the depot in Northport.
places: [{{place: northport, role: target}}]
actors: [{{actor: mayor, role: responder}}]
sources: [herald]
---

## What happened

Two rockets hit [[Northport]].[@herald: "Two rockets hit the depot"]
-- content/actors/mayor.md --
---
title: Mayor of Northport
type: person
aliases: [the mayor]
summary: The mayor.
sources: [herald]
---

The mayor of [[Northport]] spoke of two people hurt.[@herald: "two people were hurt"]
-- content/places/northport.md --
---
title: Northport
type: city
summary: A city.
sources: [herald]
---

The city of the depot.[@herald: "the depot in Northport"]
-- content/sources/herald.md --
---
title: Depot hit
published: 2024-01-02
archive: {{file: seeds/herald.txt, sha256: {SHA256}}}
---

An article on the depot.
-- seeds/herald.txt --
{ARTICLE}"""

PIPE = Path("|")
_HEAD = re.compile(r"^-- (\S+)(?: \((escaped|absent|link|pipe|repeat [0-9]+)\))? --\n", re.MULTILINE)


def parse(text: str) -> dict[str, bytes | Path | None]:
    """Return path to content: None for a file that is to be absent, a path for a link."""
    parts = _HEAD.split(text)
    files: dict[str, bytes | Path | None] = {}
    for path, mode, content in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        if mode == "absent":
            files[path] = None
        elif mode == "pipe":
            files[path] = PIPE
        elif mode == "escaped":
            files[path] = content.rstrip("\n").encode("latin-1").decode("unicode_escape").encode("latin-1")
        elif mode == "link":
            files[path] = Path(content.strip())
        elif mode:
            times = int(mode.removeprefix("repeat "))
            files[path] = re.sub("«(.*?)»", lambda match, times=times: match[1] * times, content).encode()
        else:
            files[path] = content.encode()
    return files


def write(root: Path, text: str = "", *, base: bool = True) -> Path:
    """Write a wiki into ``root`` and return it."""
    files = (parse(BASE) if base else {}) | parse(text)
    for path, content in files.items():
        if content is None:
            continue
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        if content is PIPE:
            os.mkfifo(root / path)
        elif isinstance(content, Path):
            (root / path).symlink_to(content)
        else:
            (root / path).write_bytes(content)
    return root
