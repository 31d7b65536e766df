"""`python -m tools.test_pages OUT [--seed N]`: draw the set of a seed with `truth.json` beside the pages."""

import argparse
import json
import sys
from multiprocessing import Pool
from pathlib import Path

from tools.test_pages.draw_set import draw, plans
from tools.test_pages.sheet import PACKAGES, fonts_missing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1, help="1: to work with; 2: held out, for figures only")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    if missing := fonts_missing():
        sys.exit(f"fonts missing: {', '.join(missing)} (Debian: apt install {PACKAGES})")
    options.out.mkdir(parents=True, exist_ok=True)
    planned = list(plans(options.seed))
    with Pool(options.processes) as pool:
        truth = pool.starmap(draw, [(plan, options.out) for plan in planned], chunksize=4)
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (options.out / "truth.json").write_text(text, encoding="utf-8")
    print(f"{len(truth)} pages in {options.out}")


if __name__ == "__main__":
    main()
