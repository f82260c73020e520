"""README names only what is there."""

import re
from pathlib import Path

import pytest

from app.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(set(re.findall(r"python -m app ([\w-]+)", README))))
def test_every_command_in_the_readme_exists(command):
    assert command in main.commands


def test_every_command_is_in_the_readme():
    assert {f"python -m app {name}" for name in main.commands} == set(re.findall(r"python -m app \w[\w-]*", README))


@pytest.mark.parametrize("target", sorted(set(re.findall(r"make (\w+)", README))))
def test_every_make_target_in_the_readme_exists(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:app|tests|templates|seeds|migrations|bench)/[^`*…]*)`", README)))
)
def test_every_path_in_the_readme_exists(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_every_link_in_the_readme_leads_somewhere(link):
    assert (ROOT / link).exists()
