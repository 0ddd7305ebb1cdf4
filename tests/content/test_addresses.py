"""The ledger that ships: none of its addresses is lost. What has not been published yet need not be in it."""

from pathlib import Path

from builder import ledger

ROOT = Path(__file__).parent.parent.parent
LEDGER = (ROOT / ledger.FILE).read_text()


def test_at_every_address_of_the_ledger_the_site_has_something(real_site: Path) -> None:
    site = {path.relative_to(real_site).as_posix() for path in real_site.rglob("*") if path.is_file()}
    written, problems = ledger.read(LEDGER)
    assert problems == []
    assert len(written) > 100
    assert written.keys() - site == set()
    assert [address for address in written if not ledger.is_kept(address)] == []


def test_the_ledger_is_as_a_build_writes_it() -> None:
    assert ledger.added(LEDGER, ()) == (LEDGER, ())


def test_branches_that_both_add_to_the_ledger_can_be_merged() -> None:
    assert f"{ledger.FILE} merge=union" in (ROOT / ".gitattributes").read_text().splitlines()
