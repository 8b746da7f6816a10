"""How the knowledge files are laid out: what fits on one line stands on one line, so that a change reads as a change."""

import json
from typing import Any

_WIDTH = 110


def as_text(value: Any) -> str:
    """`value` as JSON text, with its line end."""
    return _laid_out(value, "", 0) + "\n"


def _laid_out(value: Any, indent: str, before: int) -> str:
    """`before`: characters that stand before the value on its line, a comma behind it included."""
    line = json.dumps(value, ensure_ascii=False)
    if not value or not isinstance(value, dict | list) or len(indent) + before + len(line) <= _WIDTH:
        return line
    deeper = indent + " "
    if isinstance(value, dict):
        names = {key: f"{json.dumps(key, ensure_ascii=False)}: " for key in value}
        rows = [name + _laid_out(value[key], deeper, len(name) + 1) for key, name in names.items()]
        return "{\n" + ",\n".join(deeper + row for row in rows) + f"\n{indent}}}"
    rows = [_laid_out(item, deeper, 1) for item in value]
    return "[\n" + ",\n".join(deeper + row for row in rows) + f"\n{indent}]"
