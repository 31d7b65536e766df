"""Pictures that move, or of which a file holds several: one is shown, and the receipt says that there are more."""

import pytest
from PIL import Image

FRAMES = [Image.new("RGB", (600, 800), colour) for colour in ("white", "red", "blue")]


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_is_shown_by_its_first_picture_and_said_to_have_more(scans, kind):
    first, *others = FRAMES
    scans.picture("a", first, kind, save_all=True, append_images=others, duration=100)
    receipt = scans.built()
    assert receipt.pages == 1
    (note,) = receipt.notes
    assert "holds 3 pictures" in note.en
    assert "含 3 幅画面" in note.zh


@pytest.mark.parametrize(("kind", "frames"), [("GIF", 1), ("WEBP", 1), ("PNG", 1), ("TIFF", 3)])
def test_a_still_picture_and_one_of_pages_are_said_nothing_of(scans, kind, frames):
    first, *others = FRAMES[:frames]
    scans.picture("a", first, kind, save_all=True, append_images=others)
    receipt = scans.built()
    assert receipt.pages == frames
    assert receipt.notes == ()
