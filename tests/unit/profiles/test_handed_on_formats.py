"""A video can't be put into a PDF: that it is handed in as it is has to be said."""

import pytest

VIDEO = "attachments: {video: {label: 视频, files: {format: [video]}}}\n"


def test_a_format_that_can_not_be_merged_wants_to_be_handed_in_as_it_is(profiles):
    (mistake,) = profiles.wrong(VIDEO)
    assert "build: {sections: {attachments.video: {output: as_is}}}" in mistake[1]


@pytest.mark.parametrize(
    "build",
    [
        "build: {output: as_is}\n",
        "build: {sections: {attachments.video: {output: as_is}}}\n",
        "rules: [{id: attachments.video-format, off: 不查}]\n",
    ],
)
def test_said_so_or_not_asked_it_is_fine(profiles, build):
    assert profiles.case(VIDEO + build)


def test_one_of_several_formats_that_can_be_merged_will_do(profiles):
    assert profiles.case("attachments: {video: {label: 视频, files: {format: [video, pdf]}}}\n")
