"""Times the check of quotations: ``python tests/benchmarks/quotations.py [--articles A] [--quotations Q] [--misses M]``.

A articles of about 700 words; Q quotations of 8 to 25 words, one in ten of which stands in other quotation marks than the
article's; M of them have a word changed, so that each asks for the nearest passage.
"""

import argparse
import random
import time

from corpus import sentence

from builder.articles import Article
from builder.evidence import Evidence, Wanted
from builder.ids import PageId
from builder.nearest import Budget
from builder.passages import Passages
from builder.problems import Position


def article(rng: random.Random, number: int) -> str:
    lines = [f"{sentence(rng)[:-1]} {number} of {line}, “as seen”." for line in range(50)]
    return "\n\n".join(" ".join(lines[start : start + 3]) for start in range(0, 50, 3))


def quoted(rng: random.Random, text: str) -> str:
    words = text.split()
    start, length = rng.randrange(len(words) - 25), rng.randint(8, 25)
    found = " ".join(words[start : start + length])
    return found.replace("“", '"').replace("”", '"') if rng.random() < 0.1 else found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=5_000)
    options.add_argument("--quotations", type=int, default=100_000)
    options.add_argument("--misses", type=int, default=100)
    given = options.parse_args()
    rng = random.Random(1)
    texts = {PageId(f"sources/s{number}"): article(rng, number) for number in range(given.articles)}
    ids = list(texts)
    wanted = [Wanted(source, quoted(rng, texts[source])) for source in rng.choices(ids, k=given.quotations)]
    wrong = [Wanted(one.source, one.words.replace(" of ", " off ", 1) + " never") for one in wanted[: given.misses]]
    size = sum(map(len, texts.values()))
    print(f"{given.articles:,} articles, {size / 1e6:.1f} million characters; {given.quotations:,} quotations")

    articles = {source: Article(Passages(text)) for source, text in texts.items()}
    evidence = Evidence(articles, dict.fromkeys(ids, "seeds/x.txt"), Budget())

    def timed(name: str, quotations: list[Wanted]) -> int:
        begun = time.perf_counter()
        problems = sum(len(evidence.check(one, lambda _: Position("x"))[1]) for one in quotations)
        spent = time.perf_counter() - begun
        each = 1e6 * spent / max(1, len(quotations))
        print(f"  {name:34} {spent:7.2f} s  {each:9.1f} µs each  {problems:,} problems")
        return problems

    begun = time.perf_counter()
    for one in articles.values():
        _ = one.text.normal
    print(f"  {'normalise all articles once':34} {time.perf_counter() - begun:7.2f} s")
    begun = time.perf_counter()
    for one in articles.values():
        _ = one.asides
    print(f"  {'find sentences and asides once':34} {time.perf_counter() - begun:7.2f} s")
    timed("search", wanted)
    timed("misses, with the nearest passage", wrong)


if __name__ == "__main__":
    main()
