"""Writes graph/local/neo4j.lock: each artefact Neo4j runs on, by Maven, with size and sum.

A developer's tool, run as `python -m scripts.lock_neo4j` after a change of VERSION; needs `mvn`.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import msgspec

from graph.local import artefacts

VERSION: Final = "2026.08.1"

PROJECT: Final = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>relata</groupId>
  <artifactId>neo4j-lock</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.neo4j</groupId>
      <artifactId>neo4j</artifactId>
      <version>{VERSION}</version>
    </dependency>
  </dependencies>
</project>
"""


def resolve(folder: Path) -> Path:
    """Have Maven copy every runtime dependency below the folder, laid out as its repository."""
    maven = shutil.which("mvn")
    if maven is None:
        sys.exit("Maven is needed to make the lock file: install it so that `mvn` is found.")
    project = folder / "pom.xml"
    project.write_text(PROJECT)
    # An empty local repository: what is summed up comes from Maven Central, not from this machine.
    batch = ["-B", "-q", "-f", project, f"-Dmaven.repo.local={folder / 'repository'}"]
    goal = ["dependency:copy-dependencies", "-DincludeScope=runtime"]
    layout = ["-Dmdep.useRepositoryLayout=true", f"-DoutputDirectory={folder / 'artefacts'}"]
    subprocess.run([maven, *batch, *goal, *layout], check=True)  # noqa: S603 - no shell, own words
    return folder / "artefacts"


def artefact(root: Path, file: Path) -> artefacts.Artefact:
    """Describe one file of a Maven repository; its folders are group, name and version."""
    *group, name, version, _ = file.relative_to(root).parts
    classifier = file.stem.removeprefix(f"{name}-{version}").removeprefix("-")
    words = [".".join(group), name, version, *([classifier] if classifier else [])]
    content = file.read_bytes()
    return artefacts.Artefact(
        coordinates=":".join(words),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def main() -> None:
    """Resolve, sum up and write, one artefact a line in the order of their coordinates."""
    with tempfile.TemporaryDirectory() as folder:
        root = resolve(Path(folder))
        found = [artefact(root, file) for file in root.rglob("*.jar")]
    found.sort(key=lambda one: one.coordinates)
    artefacts.LOCK.write_bytes(msgspec.json.Encoder().encode_lines(found))
    print(f"{len(found)} artefacts, {sum(one.size for one in found):,} bytes: {artefacts.LOCK}")  # noqa: T201 - a tool's answer


if __name__ == "__main__":
    main()
