"""A JPEG that lacks its end marker alone is whole; one that lacks part of its picture is not."""

import pytest
from picture_kinds.jpeg import jpeg
from picture_kinds.scene import scene

from zcdossier.source.jpeg_segments import END, has_end, is_cut, with_end

FILM = b"\0\0\0\x18ftypmp42" + b"\xff\xda\0\x0c rubbish" * 20  # what phones add behind a picture, scan headers in it


def whole(progressive=False):
    return jpeg(scene((400, 600)), progressive=progressive)


@pytest.mark.parametrize("progressive", [False, True])
def test_what_ends_too_soon_is_cut(progressive):
    data = whole(progressive)
    for part in (data[: len(data) // 2], data[: int(len(data) * 0.95)], data[:-9]):
        assert is_cut(part)
        assert with_end(part) == part
    for behind in (b"", b"\0" * 9, FILM):
        assert has_end(data + behind)
        assert not is_cut(data + behind)
        assert with_end(data + behind) == data + behind


def test_a_missing_marker_alone_is_given_back():
    data = whole()
    assert not has_end(data[:-2])
    assert not is_cut(data[:-2])
    assert with_end(data[:-2]) == data


def test_of_a_progressive_one_nobody_knows_which_scan_is_the_last():
    data = whole(progressive=True)[:-2]
    assert not is_cut(data)
    assert with_end(data) == data


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\x89PNG", b"\xff\xd8\xff\xda\0\x02"])
def test_what_is_no_picture_stays_as_it_is(data):
    assert with_end(data) == data


def test_what_would_take_all_memory_is_not_decoded():
    data = whole().removesuffix(END)
    at = data.index(b"\xff\xc0") + 5
    assert is_cut(data[:at] + b"\xff\0\xff\0" + data[at + 4 :])
