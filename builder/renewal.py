"""The site of the preview: pages are shown at once, with the last index of the search; a new one follows behind the editor's back.

Nothing is published while a thread is at work, and a thread works for one build only: two publications can't mix, and no
process forks beside a thread that holds something.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from builder.model import Artifact
from builder.pipeline import Rendered
from builder.publish import Published, publish
from builder.searchindex import IndexFailedError, StoppedError, search_index


class Renewal:
    """Keeps a site in the folder ``out``; ``tell`` is told why an index could not be made."""

    def __init__(self, out: Path, tell: Callable[[str], None]) -> None:
        self._out = out
        self._tell = tell
        self._index: tuple[Artifact, ...] = ()
        self._waiting: Rendered | None = None
        self._stop = Event()
        self._thread: Thread | None = None

    def pause(self) -> None:
        """Stop what goes on behind, and return when it has ended. Only then may a build begin."""
        self._stop.set()
        if self._thread:
            self._thread.join()
            self._thread = None

    def show(self, site: Rendered) -> Published:
        """Publish a build, with the index of an earlier one. Called between ``pause`` and ``resume``."""
        self._waiting = site
        return publish((*site.artifacts, *self._index), self._out)

    def resume(self) -> None:
        """Begin to renew the index, if the newest build still waits for its own."""
        if self._waiting:
            self._stop = Event()
            self._thread = Thread(target=self._renew, args=(self._waiting, self._stop), daemon=True)
            self._thread.start()

    def _renew(self, site: Rendered, stop: Event) -> None:
        try:
            index = tuple(search_index(site.wiki, site.artifacts, lambda: not stop.is_set()))
            if stop.is_set():
                return
            publish((*site.artifacts, *index), self._out)
        except StoppedError:
            return
        except IndexFailedError as error:
            self._tell(f"the search keeps its last index: {error}")
        except OSError as error:
            self._tell(f"the search keeps its last index: {error.strerror}: {error.filename}")
        else:
            self._index = index
        self._waiting = None
