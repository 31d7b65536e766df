"""The silence over libraries' remarks is shared by threads, and ends with the last of them."""

import logging
import threading
import warnings

import pytest

from zcdossier.assemble.pictures.suppress_warnings import suppress_warnings


def remark() -> None:
    warnings.warn("a remark", UserWarning, stacklevel=1)


def test_remarks_are_not_heard_until_the_last_is_done(caplog) -> None:
    inner, outer = threading.Event(), threading.Event()
    remarked: list[bool] = []

    def long() -> None:
        with suppress_warnings():
            inner.set()
            outer.wait(10)
            remark()  # an error, were it heard
            logging.getLogger("pypdf").warning("said")
            remarked.append(True)

    thread = threading.Thread(target=long)
    with suppress_warnings():
        thread.start()
        inner.wait(10)
        remark()
    outer.set()
    thread.join()
    assert remarked == [True]
    assert caplog.records == []
    with pytest.raises(UserWarning, match="a remark"):
        remark()
    logging.getLogger("pypdf").warning("said")
    assert [entry.message for entry in caplog.records] == ["said"]


def test_it_ends_also_after_an_error() -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="x"), suppress_warnings():
            raise ValueError("x")
    with pytest.raises(UserWarning):
        remark()
