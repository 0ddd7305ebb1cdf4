"""The ledger that ships: every address of the site stands in it, and none is lost."""

from pathlib import Path

from builder import ledger

ROOT = Path(__file__).parent.parent.parent
# Read before any test builds the site, which would add what is missing.
LEDGER = (ROOT / ledger.FILE).read_text()


def test_every_address_of_the_site_is_in_the_ledger_and_the_other_way_round(real_site: Path) -> None:
    site = {path.relative_to(real_site).as_posix() for path in real_site.rglob("*") if path.is_file()}
    written, problems = ledger.read(LEDGER)
    assert problems == []
    assert set(written) == {address for address in site if ledger.is_kept(address)}


def test_the_ledger_is_as_a_build_writes_it() -> None:
    assert ledger.added(LEDGER, ()) == (LEDGER, ())


def test_branches_that_both_add_to_the_ledger_can_be_merged() -> None:
    assert f"{ledger.FILE} merge=union" in (ROOT / ".gitattributes").read_text().splitlines()
