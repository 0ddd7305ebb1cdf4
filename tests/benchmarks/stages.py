"""Times each stage on a made-up wiki: ``python tests/benchmarks/stages.py [--jobs J] [--profile STAGE] [--no-claims] [--base-url URL] N [N ...]``.

For each N prints wall and CPU seconds of each stage (CPU with that of worker processes), the time per page, and the
peak memory of the process up to then; last, the size of the site. What the wiki holds of its articles (``wiki check --coverage``), and a
second publication, where nothing has changed, are timed too. With a full address, feed, site map, card and full addresses are drawn.
"""

import argparse
import cProfile
import gc
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import corpus

from builder.check import check
from builder.coverage import coverage
from builder.link import link
from builder.load import load
from builder.pipeline import OWN_TEMPLATES
from builder.problems import has_errors
from builder.publish import publish
from builder.render import render
from builder.searchindex import search_index

Made = TypeVar("Made")


def cpu() -> float:
    own, workers = os.times(), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.user + own.system + workers.ru_utime + workers.ru_stime


def measure(incidents: int, jobs: int, profiled: str | None, base_url: str, *, with_claims: bool) -> None:
    with tempfile.TemporaryDirectory(prefix="wiki-benchmark-") as folder:
        root, out = Path(folder) / "wiki", Path(folder) / "site"
        root.mkdir()
        corpus.write(root, incidents, with_claims=with_claims)
        pages = sum(1 for _ in root.glob("content/*/*.md"))
        print(f"{incidents:,} incidents, {pages:,} pages, {jobs} jobs", flush=True)

        def stage(name: str, work: Callable[[], Made]) -> Made:
            profile = cProfile.Profile() if name == profiled else None
            wall, used = time.perf_counter(), cpu()
            made = profile.runcall(work) if profile else work()
            wall, used = time.perf_counter() - wall, cpu() - used
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"  {name:8} wall {wall:7.2f} s  cpu {used:7.2f} s  {1000 * used / pages:6.3f} ms/page  peak {peak:6.0f} MB",
                flush=True,
            )
            if profile:
                pstats.Stats(profile).sort_stats("tottime").print_stats(20)
            return made

        gc.disable()  # as the pipeline does
        loaded, problems = stage("load", lambda: load(root, OWN_TEMPLATES))
        checked, found = stage("check", lambda: check(loaded, jobs))
        wiki, more = stage("link", lambda: link(checked, loaded.archives))
        stage("coverage", lambda: coverage(wiki))
        artifacts, most = stage("render", lambda: render(wiki, loaded.templates, base_url, jobs))
        assert not has_errors([*problems, *found, *more, *most])
        index = stage("index", lambda: search_index(wiki, artifacts))
        stage("publish", lambda: publish([*artifacts, *index], out))
        stage("again", lambda: publish([*artifacts, *index], out))
        drawn, indexed = (sum(len(file.content) for file in files) / 1e6 for files in (artifacts, index))
        print(f"  {len(artifacts):,} files of {drawn:.1f} MB, and an index of {indexed:.1f} MB")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("incidents", type=int, nargs="+")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options.add_argument("--profile", metavar="STAGE")
    options.add_argument("--no-claims", action="store_true")
    options.add_argument("--base-url", metavar="URL", default="")
    given = options.parse_args()
    if len(given.incidents) == 1:
        measure(given.incidents[0], given.jobs, given.profile, given.base_url, with_claims=not given.no_claims)
        return
    sizes = {str(incidents) for incidents in given.incidents}
    others = [option for option in sys.argv[1:] if option not in sizes]
    for incidents in given.incidents:  # each in a process of its own, for its own peak of memory
        subprocess.run([sys.executable, __file__, *others, str(incidents)], check=True)


if __name__ == "__main__":
    main()
