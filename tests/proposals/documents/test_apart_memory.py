"""What a drawing may take of memory, and what is said where it takes more."""

import resource

import pytest

from proposals.documents import apart
from proposals.documents.apart import DrawingFailed, DrawingTooLarge, Limits, work_apart

LIMITS = Limits(seconds=20, memory=256)


def drawn(work):
    return list(work_apart([work], limits=LIMITS))


def test_memory_is_counted_beside_what_the_worker_has(monkeypatch, tmp_path):
    statm = tmp_path / "statm"
    statm.write_text("12 3 4 5 6 7 8\n")
    monkeypatch.setattr(apart, "STATM", statm)

    assert apart._address_space() == 12 * resource.getpagesize()


def test_memory_of_a_worker_is_unknown_outside_linux(monkeypatch, tmp_path):
    monkeypatch.setattr(apart, "STATM", tmp_path / "none")

    assert apart._address_space() == 0


def test_more_memory_than_allowed_is_refused():
    with pytest.raises(DrawingTooLarge):
        drawn(lambda _send: bytearray(2**32))


def test_error_of_another_name_is_of_memory_where_there_was_none_left():
    def fail(_send):
        bytearray(248 * apart.MIB)
        raise SystemError

    with pytest.raises(DrawingTooLarge):
        drawn(fail)


def test_error_is_what_it_says_where_memory_was_left():
    def fail(_send):
        bytearray(200 * apart.MIB)
        raise SystemError

    with pytest.raises(DrawingFailed, match="SystemError"):
        drawn(fail)


def test_process_without_memory_to_tell_of_it_counts_as_too_large():
    class Unspeakable(Exception):
        def __str__(self):
            raise MemoryError

    def fail(_send):
        raise Unspeakable

    with pytest.raises(DrawingTooLarge):
        drawn(fail)
