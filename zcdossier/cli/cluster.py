"""Work given to the workers of a Dask scheduler, and its outcomes; `distributed` does all of that.

Before any work begins it is made sure that the workers can do it: that there are some, that what shapes the results has
the same versions there, and that they see the same folder. All that runs there is in `cluster_worker`.
"""

import asyncio
import logging
import re
import secrets
import signal
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeVar

from zcdossier.cli.boundary import Failure, attempt
from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.label import Label

if TYPE_CHECKING:
    from distributed import Client

    from zcdossier.cli.cluster_worker import ClusterRun

Item = TypeVar("Item")
Task = TypeVar("Task")
Result = TypeVar("Result")

_ADDRESS = re.compile(r"(?:(?:tcp|tls)://)?[^\s/]+:\d{1,5}")
_CONNECT_SECONDS = 8.0
_JOIN_SECONDS = 5.0  # seconds in which the first worker may still join
_ALONE_SECONDS = 60.0  # seconds without any worker after which nobody is expected to come back
_GLANCE = 0.5  # seconds: Windows lets Ctrl-C through only between two waits
_CLOSE_SECONDS = 3.0

_DIED = Failure(
    ExitCode.CANNOT_RUN,
    Label(
        "处理它的工作进程一再中途停掉，可能是内存不够；请在一台电脑上单独再做这一份。",
        "worker after worker died over it, perhaps out of memory; do this one again by itself on one machine.",
    ),
)
_UNABLE = Failure(
    ExitCode.CANNOT_RUN,
    Label(
        "后来加入的电脑上没有装好 zcdossier；把它停掉，再运行一次。",
        "a worker that joined later lacks zcdossier; stop it, then run this again.",
    ),
)


class Cluster(NamedTuple):
    """The workers of a scheduler that were found fit for a run, and the executor that gives them work.

    `threads_on` says for each machine how many threads a worker there may use, so that its workers share its cores.
    """

    executor: Executor
    run: "ClusterRun"
    workers: int
    threads_on: Mapping[str, int]
    check_alive: Callable[[], None]

    def map(
        self, items: Sequence[Item], task: Task, work: Callable[[Item, Task], Result | Failure]
    ) -> Iterator[tuple[Item, Result | Failure]]:
        """Yield every item with its outcome, in order; what is not waited for any more is cancelled.

        Raises CannotRunError when the scheduler or all of its workers are lost.
        """
        from zcdossier.cli.cluster_worker import work_in_folder

        futures: list[Future[Result | Failure]] = []
        with _remembered_interrupt() as check_interrupted:
            try:
                futures += [self.executor.submit(work_in_folder, self.run, work, item, task) for item in items]
                for item, future in zip(items, futures, strict=True):
                    while not future.done():
                        wait((future,), _GLANCE)
                        check_interrupted()
                        self.check_alive()
                    yield item, _outcome_of(future)
            finally:
                for future in futures:
                    future.cancel()


@contextmanager
def _remembered_interrupt() -> Iterator[Callable[[], None]]:
    """Have Ctrl-C raise as ever, and yield what raises once more if that got lost in a library's own call-backs."""
    is_interrupted = False

    def interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
        nonlocal is_interrupted
        is_interrupted = True
        raise KeyboardInterrupt

    def check_interrupted() -> None:
        if is_interrupted:
            raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    is_ours = before is signal.default_int_handler and threading.current_thread() is threading.main_thread()
    if is_ours:
        signal.signal(signal.SIGINT, interrupt)
    try:
        yield check_interrupted
    finally:
        if is_ours:
            signal.signal(signal.SIGINT, before)


def _outcome_of(future: "Future[Result | Failure]") -> Result | Failure:
    from distributed import KilledWorker

    if future.cancelled():
        raise _lost_scheduler()
    error = future.exception()
    if isinstance(error, KilledWorker):
        return _DIED
    if isinstance(error, ImportError):
        return _UNABLE
    return attempt(future.result)


@contextmanager
def open_cluster(
    address: str, roots: Sequence[Path], console: Console, outs: Mapping[Path, Path | None] | None = None
) -> Iterator[Cluster]:
    """Reach the scheduler at this address, and make sure that its workers can do the work. See `cluster_at`."""
    client = _connect(address)
    try:
        yield _engage(client, roots, console, outs)
    finally:
        with suppress(Exception):  # whatever is the matter with it, it is not needed any more
            client.close(timeout=_CLOSE_SECONDS)


def _connect(address: str) -> "Client":
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from distributed import Client
    except ImportError as error:
        raise CannotRunError(
            Label(
                '--scheduler 还要另装一部分：pip install "zcdossier[cluster]"。',
                '--scheduler needs an extra: pip install "zcdossier[cluster]".',
            ),
        ) from error
    _silence_logs()
    if not _ADDRESS.fullmatch(address):
        raise CannotRunError(
            Label(
                f"--scheduler 要写成 tcp://10.0.0.5:8786 这样的地址，不是 {address}。",
                f"--scheduler takes an address such as tcp://10.0.0.5:8786, not {address}.",
            ),
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other versions are told of later
            asyncio.run(_identify(address))
            return Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise _unreachable(address) from error


def _silence_logs() -> None:
    """Have only this program tell what goes wrong, in one line; each logger has a level of its own."""
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] in {"distributed", "tornado", "asyncio"}:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


async def _identify(address: str) -> None:
    """Ask who is there, within a time: a client would wait for ever for one that is no scheduler. Raises OSError."""
    from distributed import Security
    from distributed.core import rpc

    with_security = Security().get_connection_args("client")
    async with asyncio.timeout(_CONNECT_SECONDS), rpc(address, connection_args=with_security) as scheduler:
        await scheduler.identity(n_workers=0)


def _unreachable(address: str) -> CannotRunError:
    if address.startswith("tls:"):
        return CannotRunError(
            Label(
                f"连不上调度器 {address}；看看它是否已启动、防火墙是否放行、两边的证书是否配好。",
                f"can't reach the scheduler {address}; is it running, does the firewall let it pass, "
                "and do both sides have their certificates?",
            ),
        )
    return CannotRunError(
        Label(
            f"连不上调度器 {address}；看看它是否已启动、防火墙是否放行。",
            f"can't reach the scheduler {address}; is it running, and does the firewall let it pass?",
        ),
    )


def _engage(
    client: "Client", roots: Sequence[Path], console: Console, outs: Mapping[Path, Path | None] | None
) -> Cluster:
    """Make sure that the workers can do the work."""
    from zcdossier.cli.cluster_check import check_scheduler, check_workers
    from zcdossier.cli.cluster_worker import ClusterRun, describe_setup

    run = ClusterRun(secrets.token_hex(8), str(Path.cwd()), describe_setup())
    check_scheduler(client)
    _wait_for_workers(client)
    surveys = check_workers(client, run, roots, outs, console)
    hosts = [survey.host for survey in surveys]
    threads_on = {survey.host: max(1, survey.cores // hosts.count(survey.host)) for survey in surveys}
    return Cluster(client.get_executor(pure=False), run, len(surveys), threads_on, _AliveCheck(client))


def _count_workers(client: "Client") -> int:
    """How many the scheduler told of lately."""
    return len(client.scheduler_info(n_workers=-1)["workers"])


def _wait_for_workers(client: "Client") -> None:
    until = time.monotonic() + _JOIN_SECONDS
    while not _count_workers(client):
        if time.monotonic() > until:
            raise CannotRunError(
                Label(
                    "调度器下还没有工作进程；在每台电脑上用 dask worker 启动，见 docs/many-machines.zh-CN.md。",
                    "the scheduler has no workers yet; start them with dask worker, see docs/many-machines.md.",
                ),
            )
        time.sleep(_GLANCE)


class _AliveCheck:
    """Raises CannotRunError when the scheduler is lost, or all of its workers for a while."""

    def __init__(self, client: "Client") -> None:
        self._client, self._seen_at = client, time.monotonic()

    def __call__(self) -> None:
        """Look once."""
        if self._client.status != "running":
            raise _lost_scheduler()
        if _count_workers(self._client):
            self._seen_at = time.monotonic()
        elif time.monotonic() - self._seen_at > _ALONE_SECONDS:
            raise CannotRunError(
                Label(
                    "所有工作进程都停了；重新启动它们，再运行同一条命令会接着做。",
                    "all workers are gone; start them again, and run the same command to go on.",
                ),
            )


def _lost_scheduler() -> CannotRunError:
    return CannotRunError(
        Label(
            "和调度器的连接断了；再运行同一条命令会接着做。",
            "the connection to the scheduler is lost; run the same command again to go on.",
        ),
    )
