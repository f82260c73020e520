"""YAML as the curation files mean it: every value as text, and the line of everything.

All scalars are read as text and the entries decide what they mean: YAML's own guesses turn "no" into false and
2025-12-31 into a day that the curator never typed.
"""

from typing import Any

import yaml

Path_ = tuple[str | int, ...]
YAML = (".yaml", ".yml")
Lines = dict[Path_, int]
# libyaml where its binding is there: ten times as fast, and it makes the same nodes.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 50  # things inside things; the reader of libyaml would bring the program down with very many


def read_yaml(content: bytes, name: str, mistakes: list[str]) -> tuple[Any, Lines] | None:
    """What a file holds as dicts, lists and texts, with their lines; None, and a mistake more, if it is no YAML."""
    lines: Lines = {}
    try:
        root = _composed(content.decode("utf-8-sig"))
        return (_plain(root, (), lines, name, mistakes) if root else {}), lines
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        mistakes.append(f"{name}:{mark.line + 1 if mark else 1}: not YAML: {problem}; mend the file")
        return None


def line_of(lines: Lines, path: Path_) -> int:
    """The line of the nearest enclosing thing that has one."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _composed(text: str) -> yaml.Node | None:
    _refuse_traps(text)
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError:  # the other reader says what is wrong in better words, and the same ones everywhere
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    return node


def _refuse_traps(text: str) -> None:
    """Raises YAMLError for what a small file can grow without end from: things far inside things, and aliases."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise _Trap("lists and fields stand too far inside others", event.start_mark)
            if isinstance(event, yaml.AliasEvent):
                raise _Trap("it has an alias (*); write out what it stands for", event.start_mark)
    except _Trap:
        raise
    except yaml.YAMLError:  # said in better words when it is read
        return


class _Trap(yaml.YAMLError):
    def __init__(self, problem: str, mark: Any) -> None:
        super().__init__(problem)
        self.problem, self.problem_mark = problem, mark


def _plain(node: yaml.Node, path: Path_, lines: dict[Path_, int], name: str, mistakes: list[str]) -> Any:
    """The node as dicts, lists and strings, noting the line of each; a key given twice is a mistake."""
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        plain: dict[str, Any] = {}
        for key_node, value in node.value:
            key, at = str(key_node.value), key_node.start_mark.line + 1
            if key in plain:
                mistakes.append(f"{name}:{at}: “{key}” stands twice; take one out")
            lines[(*path, key)] = at
            plain[key] = _plain(value, (*path, key), lines, name, mistakes)
        return plain
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), lines, name, mistakes) for index, item in enumerate(node.value)]
    empty = not getattr(node, "style", None) and node.value in ("", "~", "null")
    return None if empty else node.value
