"""The curation files read: YAML in, entries out. Mistakes are collected, never raised."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.entries.complaints import complaints_of
from app.entries.curation import SECTIONS, Curated, Curation, doubles
from app.entries.curation_yaml import YAML, Lines, line_of, read_yaml
from app.entries.sources import NewSource
from app.entries.text import Entry

Document_ = Callable[[str], bytes]  # the content of a document by the name that a source gives it


def read_curation(folder: Path) -> Curation:
    """All `*.yaml` files of the folder and its subfolders. Mistakes are collected, never raised."""
    curation = Curation()
    if not (paths := sorted(folder.rglob("*.yaml"))):
        curation.mistakes.append(f"{folder}:0: there are no curation files here; name a folder with *.yaml files")
    for path in paths:
        _read_file(path, folder, curation)
    curation.mistakes.extend(doubles(curation))
    return curation


def read_files(files: Mapping[str, bytes]) -> Curation:
    """The same of files that are not in a folder, by their names; a document is one of them too. Nothing else is read.

    What is no YAML file by its name is only looked at where a source names it as its document.
    """
    curation = Curation()
    for name, content in files.items():
        if name.endswith(YAML):
            _read_content(content, name, partial(_among, files), curation)
    curation.mistakes.extend(doubles(curation))
    return curation


def _among(files: Mapping[str, bytes], document: str) -> bytes:
    last = document.rpartition("/")[2]
    found = next((name for name in files if name == document or name.rpartition("/")[2] == last), None)
    if found is None:
        raise ValueError("it is not among the files")
    return files[found]


def _read_file(path: Path, folder: Path, curation: Curation) -> None:
    name = str(path.relative_to(folder))
    _read_content(path.read_bytes(), name, lambda document: (path.parent / document).read_bytes(), curation)


def _read_content(raw: bytes, name: str, document: Document_, curation: Curation) -> None:
    if (found := read_yaml(raw, name, curation.mistakes)) is None:
        return
    content, lines = found
    if not isinstance(content, dict):
        curation.mistakes.append(f"{name}:1: holds no sections; start with one of {', '.join(SECTIONS)}")
        return
    source = content.pop("source", None)
    for section, items in content.items():
        if section not in SECTIONS:
            wrong = f"“{section}” is no section; use one of {', '.join(SECTIONS)}"
            curation.mistakes.append(f"{name}:{line_of(lines, (section,))}: {wrong}")
            continue
        if not isinstance(items, list | None):
            wrong = f"“{section}” is not a list; put a hyphen before each {SECTIONS[section].noun}"
            curation.mistakes.append(f"{name}:{line_of(lines, (section,))}: {wrong}")
            continue
        for index, item in enumerate(items or []):
            here = {at[2:]: line for at, line in lines.items() if at[:2] == (section, index)}
            _read_entry(item, SECTIONS[section], source, document, name, here, curation)


def _read_entry(
    item: Any,
    model: type[Entry],
    source: str | None,
    document: Document_,
    name: str,
    lines: Lines,
    curation: Curation,
) -> None:
    if model is NewSource and isinstance(item, dict):
        source = item.get("key")
        try:
            item = _with_text(item, document)
        except (OSError, ValueError) as error:
            wrong = f"source {source}: cannot read the document {item.get('document')} ({error})"
            curation.mistakes.append(f"{name}:{line_of(lines, ('document',))}: {wrong}; correct the path")
            curation.unread.add((model.noun, str(source)))
            return
    try:
        entry = model.model_validate(_with_source(item, source))
    except ValidationError as error:
        key = item.get("key", "?") if isinstance(item, dict) else "?"
        curation.unread.add((model.noun, str(key)))
        curation.mistakes.extend(
            f"{name}:{line_of(lines, complaint.path)}: {model.noun} {key}: {complaint}"
            for complaint in complaints_of(error, model)
        )
        return
    section = next(section for section, kind in SECTIONS.items() if kind is model)
    curation.entries[section].append(Curated(entry, name, lines))


def _with_text(item: dict[str, Any], document: Document_) -> dict[str, Any]:
    """A source names its document; the entry wants the text."""
    if "text" in item:
        return item
    if not isinstance(item.get("document"), str):
        raise ValueError("a source names one file")
    rest = {key: value for key, value in item.items() if key != "document"}
    return rest | {"text": document(item["document"]).decode()}


def _with_source(value: Any, source: str | None) -> Any:
    """Write each quote out: plain words become {exact: …}, and the file's source is filled in where none is named."""
    if isinstance(value, list):
        return [_with_source(item, source) for item in value]
    if not isinstance(value, dict):
        return value
    written = {key: _with_source(item, source) for key, item in value.items()}
    for key in ("quote", "description_quote"):
        if written.get(key) is not None:
            written[key] = _quote(written[key], source)
    if isinstance(written.get("quotes"), list):
        written["quotes"] = [_quote(item, source) for item in written["quotes"]]
    return written


def _quote(value: Any, source: str | None) -> Any:
    quote = {"exact": value} if isinstance(value, str) else value
    return {"source": source, **quote} if source and isinstance(quote, dict) else quote
