import json
import re
from typing import Final

import pytest

from app.settings import Settings
from tests.architecture.sources import ROOT

TARGET: Final = re.compile(r"^([a-z0-9-]+):.*?## ", re.MULTILINE)
LINK: Final = re.compile(r"\]\((?!http)([^)#]+)\)")
NAMES: Final = Settings.__struct_encode_fields__
DOCUMENTS: Final = ["README.md", "CONTRIBUTING.md", *(str(p) for p in ROOT.glob("docs/*.md"))]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("file", [".env.example", "README.md"])
def test_every_setting_is_told_to_users(name: str, file: str):
    assert re.search(rf"\b{name}\b", (ROOT / file).read_text())


@pytest.mark.parametrize("file", [".env.example", "README.md", "docker-compose.yml"])
def test_no_setting_is_told_that_does_not_exist(file: str):
    told = set(re.findall(r"\bRELATA_[A-Z0-9_]+\b", (ROOT / file).read_text()))

    assert set() == told - {*NAMES, "RELATA_SHARED", "RELATA_TEST_HOME"}


def test_defaults_are_told_as_they_are():
    example = dict(re.findall(r"^#(\w+)=(.+)$", (ROOT / ".env.example").read_text(), re.MULTILINE))
    defaults = {
        name: str(default).lower() if isinstance(default, bool) else str(default)
        for name, default in zip(NAMES, Settings.__struct_defaults__, strict=True)
        if default is not None
    }

    assert defaults == {name: example.get(name) for name in defaults}


@pytest.mark.parametrize("file", DOCUMENTS)
def test_links_lead_somewhere(file: str):
    path = ROOT / file
    targets = [path.parent / target for target in LINK.findall(path.read_text())]

    assert [] == [target for target in targets if not target.exists()]


def test_targets_that_the_readme_names_exist():
    targets = set(TARGET.findall((ROOT / "Makefile").read_text()))

    assert (
        set() == set(re.findall(r"`make ([a-z0-9-]+)`", (ROOT / "README.md").read_text())) - targets
    )


def test_mem0_s_javascript_client_is_pinned_with_its_sums():
    lock = json.loads((ROOT / "tests/clients/js/package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}

    assert "3.3.1" == packages["node_modules/mem0ai"]["version"]
    assert all(package["integrity"] for package in packages.values())
