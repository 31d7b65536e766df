"""A text as a YAML value: as it stands where every reader takes it for that, else in double quotes."""

import json
import re

_PLAIN = re.compile(r"[\w（][\w（）《》“”、，。·—+./-]*(?: [\w（）《》“”、，。·—+./-]+)*")
_ESCAPED = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")


def yaml_scalar(text: str) -> str:
    """Return a text as a value, in quotes where YAML would read it as something else."""
    return text if _PLAIN.fullmatch(text) and text.isprintable() else _quoted(text)


def _quoted(text: str) -> str:
    """JSON's quotes are YAML's, but for characters that YAML takes for line ends or takes not at all."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
