"""Which colour profiles are used, and for which colours."""

import pytest
from picture_kinds.icc import grey_profile, inks_profile, rgb_profile

from zcdossier.assemble.pictures.colour_profiles import fitting_profile

RGB = rgb_profile()


@pytest.mark.parametrize(
    ("icc", "modes"),
    [(RGB, {"RGB", "RGBX", "P"}), (grey_profile(2.2), {"L"}), (inks_profile(), {"CMYK"})],
)
def test_a_profile_is_for_its_own_colours(icc, modes):
    assert {mode for mode in ("1", "L", "P", "RGB", "RGBX", "CMYK", "LAB") if fitting_profile(icc, mode)} == modes


@pytest.mark.parametrize(
    "icc",
    [None, "text", b"", b"x" * 200, RGB[:131], RGB[:200], RGB[:132] + b"\xff" * 300, RGB[:36] + b"xxxx" + RGB[40:]],
)
def test_a_broken_profile_is_none(icc):
    assert fitting_profile(icc, "RGB") == b""


def test_equal_profiles_are_kept_once():
    first, second = bytes(bytearray(RGB)), bytes(bytearray(RGB))
    assert first is not second
    assert fitting_profile(first, "RGB") is fitting_profile(second, "RGB")
