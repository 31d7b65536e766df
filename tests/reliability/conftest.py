"""A process that is given one scan after the other."""

from collections.abc import Iterator

import pytest
from one_by_one import Worker


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    folder = tmp_path_factory.mktemp("one-by-one")
    with (folder / "stderr.txt").open("w+") as output:
        running = Worker(folder, output)
        yield running
        running.close()
