"""What a folder of migrations must look like, and how a file is split."""

from pathlib import Path

import pytest

from graph.errors import MigrationError
from graph.migrate import Migration, MigrationFile, new, read, statements


def test_statements_end_at_a_semicolon_that_ends_a_line():
    assert ("A\nB", "C") == statements("A\nB;\nC;\n")


def test_a_semicolon_within_a_line_ends_nothing():
    assert ("RETURN 'a;b' AS x",) == statements("RETURN 'a;b' AS x;\n")


def test_spaces_may_follow_the_semicolon():
    assert ("A", "B") == statements("A;  \nB;")


def test_comments_and_blank_lines_are_no_statements():
    assert ("A",) == statements("// first; \n\nA;\n// last;\n")


def test_an_address_in_a_string_is_no_comment():
    assert ("RETURN 'http://x' AS x",) == statements("RETURN 'http://x' AS x;")


def test_files_are_read_in_the_order_of_their_numbers(tmp_path: Path):
    for name in ("V002__b.cypher", "V001__a.cypher"):
        (tmp_path / name).write_text("A;")

    assert ["V001__a", "V002__b"] == [file.migration.name for file in read(tmp_path)]


@pytest.mark.parametrize("name", ["V1__a.cypher", "V001_a.cypher", "V001__A.cypher", "a.cypher"])
def test_a_wrong_name_is_refused(tmp_path: Path, name: str):
    (tmp_path / name).write_text("A;")

    with pytest.raises(MigrationError, match="is not named"):
        read(tmp_path)


def test_a_gap_in_the_numbers_is_refused(tmp_path: Path):
    for name in ("V001__a.cypher", "V003__c.cypher"):
        (tmp_path / name).write_text("A;")

    with pytest.raises(MigrationError, match=r"V003__c\.cypher stands where V002"):
        read(tmp_path)


def test_two_files_of_one_number_are_refused(tmp_path: Path):
    for name in ("V001__a.cypher", "V001__b.cypher"):
        (tmp_path / name).write_text("A;")

    with pytest.raises(MigrationError, match="stands where V002"):
        read(tmp_path)


def test_what_is_applied_is_not_new():
    files = [_file("001"), _file("002")]

    assert files[1:] == new(files, [files[0].migration])


def _file(version: str) -> MigrationFile:
    migration = Migration(version=version, name=f"V{version}__x", checksum=version)
    return MigrationFile(migration=migration, statements=())
