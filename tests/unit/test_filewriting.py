import os
from pathlib import Path

import pytest

from builder.filewriting import put, rename


def test_a_file_is_exchanged_whole_and_keeps_what_may_be_done_with_it(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    put(file, b"one")
    file.chmod(0o640)
    put(file, b"two")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"two", 0o640)
    assert list(tmp_path.iterdir()) == [file]


def test_whoever_can_not_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    put(file, b"one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        put(file, b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.md", b"one")]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_gets_another_name_and_never_that_of_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_bytes(b"one")
    old.chmod(0o640)
    if not links:

        def without_links(*_: object, **__: object) -> None:
            raise OSError(95, "Operation not supported")

        monkeypatch.setattr(os, "link", without_links)
    rename(old, new)
    assert [(path.name, path.read_bytes(), path.stat().st_mode & 0o777) for path in tmp_path.iterdir()] == [
        ("new.md", b"one", 0o640)
    ]
    put(old, b"two")
    with pytest.raises(FileExistsError):
        rename(old, new)
    assert (old.read_bytes(), new.read_bytes()) == (b"two", b"one")


def test_a_link_where_the_new_text_is_begun_leads_no_writer_astray(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"mine")
    (tmp_path / f".a.md.{os.getpid()}.new").symlink_to(other)
    put(tmp_path / "a.md", b"one")
    assert (other.read_bytes(), (tmp_path / "a.md").read_bytes()) == (b"mine", b"one")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "other"]
