"""Files made to crash, hang or fill the memory of who opens them: each is built or refused, soon, in little memory."""

import sys

import hostile
import pytest
from one_by_one import Worker, wrong

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits on processes are another thing there")


@pytest.mark.parametrize("what", hostile.FILES)
def test_it_is_built_or_refused(worker: Worker, what: str) -> None:
    suffix, make = hostile.FILES[what]
    assert wrong(worker(make(), suffix)) == ""
