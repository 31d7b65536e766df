"""`python -m tools.make_sample`: write the sample dossier, or heavy records for tests and benchmarks."""

import argparse
import sys
from pathlib import Path

from tools.make_sample.fonts import DEFAULT_FOLDER, FontMissingError, Fonts
from tools.make_sample.heavy import write_heavy
from tools.make_sample.write import HOME, write_sample


def main() -> int:
    """Read the command line, make what is asked for, say how much it is."""
    parser = argparse.ArgumentParser(prog="python -m tools.make_sample", description=__doc__)
    parser.add_argument("--out", type=Path, default=None, help="where to write (default: sample_dossier/)")
    parser.add_argument("--heavy", type=int, default=0, metavar="N", help="one record of N 12-megapixel photos instead")
    parser.add_argument("--font", type=Path, default=DEFAULT_FOLDER, help="folder with Noto Serif and Sans CJK (.ttc)")
    wanted = parser.parse_args()
    if wanted.heavy < 0 or (wanted.heavy and wanted.out is None):
        parser.error("--heavy N needs N above 0 and --out DIR, outside the repository")
    fonts = Fonts(wanted.font)
    try:
        fonts.check()
    except FontMissingError as missing:
        print(missing, file=sys.stderr)
        return 2
    files = write_heavy(wanted.out, wanted.heavy, fonts) if wanted.heavy else write_sample(wanted.out or HOME, fonts)
    total = sum(file.stat().st_size for file in files)
    print(f"{len(files)} files, {total / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
