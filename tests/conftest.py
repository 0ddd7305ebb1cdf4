import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main

sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="Write what the program gives now into the golden files.")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site that is built from this project's own content."""
    out = tmp_path_factory.mktemp("real") / "site"
    result = CliRunner().invoke(main, ["build", "--root", str(ROOT), "--out", str(out)], catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, "")
    return out
