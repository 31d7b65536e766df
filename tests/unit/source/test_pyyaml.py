"""PyYAML with patterns that wait is PyYAML."""

import subprocess
import sys

CODE = """
import re
compile_pattern = re.compile
from zcdossier.source.pyyaml import yaml
assert re.compile is compile_pattern
waiting = [pattern for rows in yaml.SafeLoader.yaml_implicit_resolvers.values() for _, pattern in rows]
waiting.append(yaml.reader.Reader.NON_PRINTABLE)
print(sum(isinstance(pattern, re.Pattern) for pattern in waiting))
text = "a: 0x10\\nb: 2001-01-01\\nc: yes\\nd: ~\\ne: 1.5\\nf: 10:20\\n"
for loader in (yaml.SafeLoader, yaml.CSafeLoader):
    print(list(yaml.load(text, loader).values()))
try:
    yaml.load("a: \\a", yaml.SafeLoader)
except yaml.reader.ReaderError as error:
    print(error.position)
"""


def test_patterns_wait_and_then_find_what_they_always_found() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    values = "[16, datetime.date(2001, 1, 1), True, None, 1.5, 620]"
    assert done.stdout.splitlines() == ["0", values, values, "3"]
