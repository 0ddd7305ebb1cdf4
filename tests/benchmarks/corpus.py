"""A wiki of any size for benchmarks: the same number gives the same bytes.

N incidents, N/10 actors, N/20 places, N/2 sources. A page has about 250 words, six links and three quoted citations,
and a fact box; an incident has ten claims on five points, or none. Actors are tied to others, places have a point on the map.
"""

import hashlib
import math
import random
import sys
from pathlib import Path

WORDS = (
    "attack base city claim convoy damage day district drone embassy evening fence fire force gate guard "
    "harbour hour house militia minister morning night office patrol people police report river road rocket "
    "sector security site soldier source state statement street tower troops village wall week witness zone"
).split()
# So few citations are no way to write a wiki.
UNCITED = "silenced: [{rule: sentence-uncited, note: made up}]\n"


def sentence(rng: random.Random, length: int = 14) -> str:
    return " ".join(rng.choices(WORDS, k=length)).capitalize() + "."


def claims(rng: random.Random, quotes: list[list[str]], cited: list[int], speakers: list[int]) -> str:
    """Return two claims on each of five points; now and then the two differ."""
    written: list[str] = []
    for about in ("weapon", "target", "damage", "course", "responsibility"):
        usual = rng.choice(WORDS)
        for source in cited[:2]:
            value = rng.choice(WORDS) if rng.random() < 0.1 else usual
            states = f"value: a{speakers[0]}, stance: accuses" if about == "responsibility" else f"value: {value}"
            written.append(
                f"  - {{id: c{len(written) + 1}, about: {about}, {states}, by: a{rng.choice(speakers)}, source: s{source}, "
                f'quote: "{rng.choice(quotes[source])}"}}\n'
            )
    return "claims:\n" + "".join(written)


def relations(number: int, source: int) -> str:
    """Return the ties of an actor: to the one before it, and to one of a few that many are tied to."""
    tied = [(number - 1, "allied-with"), (number % 7, "part-of")] if number > 7 else []
    written = (f"{{to: a{to}, as: {how}, source: s{source}}}" for to, how in tied)
    return f"relations: [{', '.join(written)}]\n" if tied else ""


def write(root: Path, incidents: int, *, seed: int = 1, with_claims: bool = True) -> None:
    """Write a wiki of ``incidents`` incidents into the empty folder ``root``."""
    rng = random.Random(seed)
    actors, places, sources = max(1, incidents // 10), max(1, incidents // 20), max(1, incidents // 2)
    for folder in ("content/incidents", "content/actors", "content/places", "content/sources", "seeds"):
        (root / folder).mkdir(parents=True)
    (root / "content/site.yaml").write_text("title: Benchmark\ntime_zone: Asia/Baghdad\n")
    quotes: list[list[str]] = []
    for number in range(sources):
        # The number makes each sentence one of a kind, so that its words occur once.
        lines = [f"{sentence(rng)[:-1]} {number} of {line}." for line in range(20)]
        quotes.append([line[:-1] for line in lines])
        text = "\n\n".join(lines) + "\n"
        (root / f"seeds/s{number}.txt").write_text(text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        (root / f"content/sources/s{number}.md").write_text(
            f"---\ntitle: Source number {number}\npublisher: a{number % actors}\npublished: 2025-01-0{1 + number % 9}\n"
            f"archive: {{file: seeds/s{number}.txt, sha256: {digest}}}\nsummary: {sentence(rng)}\n---\n\n"
            f'An article.[@s{number}: "{quotes[number][0]}"] {sentence(rng)}\n'
        )

    def body(links: list[str], cited: list[int]) -> str:
        parts = [sentence(rng) for _ in range(17)]
        for place, link in enumerate(links):
            parts[place * 2] = parts[place * 2][:-1] + f" near [[{link}]]."
        for place, source in enumerate(cited):
            parts[place * 5 + 1] += f'[@s{source}: "{rng.choice(quotes[source])}"]'
        return f"## What happened\n\n{' '.join(parts[:9])}\n\n## What followed\n\n{' '.join(parts[9:])}\n"

    for number in range(places):
        inside = f"inside: p{number // 10}\n" if number else ""
        # On a spiral, so that places lie near and far, and no draw of the rest changes.
        lat, lon = 33 + number % 40 * math.sin(number) / 10, 44 + number % 40 * math.cos(number) / 10
        located = f"location: {{lat: {lat:.4f}, lon: {lon:.4f}, precision_m: {100 * (1 + number % 50)}, from: a map}}\n"
        source = rng.randrange(sources)
        (root / f"content/places/p{number}.md").write_text(
            f"---\ntitle: Place number {number}\ntype: district\naliases: [Quarter {number}]\n{UNCITED}{inside}{located}"
            f"summary: {sentence(rng)}\nsources: [s{source}]\n---\n\n{body([], [source])}"
        )
    for number in range(actors):
        source = rng.randrange(sources)
        (root / f"content/actors/a{number}.md").write_text(
            f"---\ntitle: Actor number {number}\ntype: armed-group\naliases: [Group {number}, {{text: The {number} Brigade, note: made up}}]\n{UNCITED}"
            f"summary: {sentence(rng)}\nsources: [s{source}]\n{relations(number, source)}---\n\n{body([f'Place number {rng.randrange(places)}'], [source])}"
        )
    for number in range(incidents):
        year, month, day = 2000 + number % 25, 1 + number % 12, 1 + number % 28
        date = f"{year}-{month:02}-{day:02}"
        who = rng.sample(range(actors), min(3, actors))
        where = rng.sample(range(places), min(2, places))
        cited = rng.sample(range(sources), min(3, sources))
        links = [f"Actor number {who[0]}", f"a{who[1 % len(who)]}|the group", f"Group {who[-1]}"]
        links += [f"p{where[0]}", f"Quarter {where[-1]}", f"{2000 + (number // 2) % 25}-i{number // 2}"]
        roles = zip(who, ("attacker", "target", "mentioned"), strict=False)
        (root / f"content/incidents/{year}-i{number}.md").write_text(
            f'---\ntitle: Incident number {number}, {date}\ndate: {date}\ntime: "2{number % 4}:00"\n'
            f"type: shelling-artillery-missile\n{UNCITED}summary: {sentence(rng)}\n"
            f"places: [{', '.join(f'{{place: p{p}, role: target}}' for p in where)}]\n"
            f"actors: [{', '.join(f'{{actor: a{a}, role: {role}}}' for a, role in roles)}]\n"
            f"sources: [{', '.join(f's{s}' for s in cited)}]\n{claims(rng, quotes, cited, who) if with_claims else ''}---\n\n{body(links, cited)}"
        )


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
