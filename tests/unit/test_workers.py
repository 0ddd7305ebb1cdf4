import os
import signal
import time
from functools import partial

import pytest

from builder import workers
from builder.workers import WORTH_SHARING, shared


def times(factor: int, number: int) -> tuple[int, int]:
    return factor * number, os.getpid()


def fail(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def test_many_items_are_shared_between_processes_in_order() -> None:
    made = list(shared(partial(times, -3), range(WORTH_SHARING), 2))
    assert [number for number, _ in made] == [-3 * number for number in range(WORTH_SHARING)]
    assert os.getpid() not in {process for _, process in made}


@pytest.mark.parametrize(("items", "jobs"), [(WORTH_SHARING - 1, 8), (WORTH_SHARING, 1), (0, 8)])
def test_few_items_or_one_job_stay_in_this_process(items: int, jobs: int) -> None:
    assert {process for _, process in shared(partial(times, -3), range(items), jobs)} <= {os.getpid()}


def test_an_error_in_another_process_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH_SHARING", 1)
    with pytest.raises(ValueError, match="seven"):
        list(shared(fail, range(20), 2))


def linger(number: int) -> int:
    time.sleep(0.05)
    return number


def test_at_an_interruption_what_has_been_handed_out_is_not_waited_for() -> None:
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    begun = time.monotonic()
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.5)
        with pytest.raises(KeyboardInterrupt):
            list(shared(linger, range(100 * WORTH_SHARING), 2))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - begun < 60  # a chunk alone would take more than two minutes
