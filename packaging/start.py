"""Start the program where it stands alone: with a command as ever; with a folder, or by a double click, its page.

A folder dragged onto the program comes as its only argument. After a double click there is none, and it is asked for.
"""

import multiprocessing
import sys
from pathlib import Path

from zcdossier.cli.entry import run

_ASK = "把申报材料的文件夹拖到这里，再按回车 · drag the dossier's folder here and press Enter:\n> "


def arguments_meant(arguments: list[str]) -> list[str]:
    """What a person who typed nothing means."""
    if len(arguments) == 1 and Path(arguments[0]).is_dir():
        return ["open", arguments[0]]
    if arguments or not sys.stdin.isatty():
        return arguments
    folder = input(_ASK).strip().strip("\"'").replace("\\ ", " ")
    return ["open", folder] if folder else ["--help"]


def main() -> None:
    """Run; a window that would close at once stays open until Enter is pressed."""
    multiprocessing.freeze_support()
    was_typed = len(sys.argv) > 1 and not Path(sys.argv[1]).is_dir()
    sys.argv[1:] = arguments_meant(sys.argv[1:])
    try:
        run()
    finally:
        if not was_typed and sys.stdin.isatty():
            input("\n按回车键关闭 · press Enter to close ")


if __name__ == "__main__":
    main()
