"""The floor under a build that changes nothing: python -m bench.read_write [--libraries] OUT SOURCE...

Reads, writes, syncs; with --libraries it also imports what any builder of PDFs in Python starts with.
"""

import os
import sys

arguments = sys.argv[1:]
if arguments[0] == "--libraries":
    import pikepdf
    import PIL.Image
    import pypdf
    import yaml

    arguments = arguments[1:]
    _ = (pikepdf, PIL.Image, pypdf, yaml)

with open(arguments[0], "wb") as out:  # noqa: PTH123 - nothing imported that is not needed
    for source in arguments[1:]:
        with open(source, "rb") as file:  # noqa: PTH123
            out.write(file.read())
    out.flush()
    os.fsync(out.fileno())
