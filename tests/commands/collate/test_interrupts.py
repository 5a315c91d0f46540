"""Ctrl-C waits for what must not be left half done, and is never forgotten."""

import signal
import threading

import pytest

from wres_excel.commands.collate.interrupts import uninterrupted


def test_an_interrupt_waits_until_the_work_is_done() -> None:
    done = []

    def work() -> None:
        with uninterrupted():
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
            done.append(True)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == [True]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_error_of_the_work_comes_before_the_interrupt() -> None:

    def work() -> None:
        with uninterrupted():
            signal.raise_signal(signal.SIGINT)
            raise ValueError("of the work")

    with pytest.raises(ValueError, match="of the work"):
        work()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_work_that_nobody_interrupts_goes_on() -> None:
    with uninterrupted():
        pass
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_other_threads_and_a_signal_that_is_ignored_are_left_alone() -> None:
    done = []

    def work() -> None:
        with uninterrupted():
            done.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    earlier = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work()
    finally:
        signal.signal(signal.SIGINT, earlier)
    assert done == [signal.default_int_handler, signal.SIG_IGN]
