"""Files are replaced whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from wres_excel.errors import UsageError
from wres_excel.files import check_target, write_beside


@pytest.fixture
def target(tmp_path):
    return tmp_path / "out.xlsx"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_bytes_become_the_file_and_nothing_else_is_left(target):
    write_beside(target, b"new")
    assert target.read_bytes() == b"new"
    assert names(target.parent) == ["out.xlsx"]


def test_a_function_writes_to_a_path_of_the_same_suffix_that_does_not_exist_yet(target):
    seen = []

    def write(path):
        seen.append((path.parent, path.suffix, path.exists()))
        path.write_text("made", "utf-8")

    write_beside(target, write)
    assert seen == [(target.parent, ".xlsx", False)]
    assert target.read_text("utf-8") == "made"
    assert names(target.parent) == ["out.xlsx"]


def test_an_existing_file_stays_without_force(target):
    target.write_bytes(b"old")
    with pytest.raises(UsageError, match=r"exists already.*--force"):
        write_beside(target, b"new")
    assert target.read_bytes() == b"old"


def test_an_existing_file_is_replaced_with_force_and_keeps_its_mode(target):
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_beside(target, b"new", force=True)
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_an_input_is_never_replaced_even_with_force(target):
    target.write_bytes(b"old")
    with pytest.raises(UsageError, match="made from"):
        write_beside(target, b"new", force=True, inputs=[target.parent / "." / target.name])
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("link", [os.link, os.symlink])
def test_an_input_under_another_name_is_never_replaced(target, tmp_path, link):
    form = tmp_path / "form.xlsx"
    form.write_bytes(b"form")
    link(form, target)
    with pytest.raises(UsageError, match="made from"):
        write_beside(target, b"new", force=True, inputs=[form])
    assert form.read_bytes() == b"form"


def test_other_inputs_are_no_hindrance(target, tmp_path):
    form = tmp_path / "form.xlsx"
    form.write_bytes(b"form")
    target.write_bytes(b"old")
    write_beside(target, b"new", force=True, inputs=[form, tmp_path / "gone.csv"])
    assert (form.read_bytes(), target.read_bytes()) == (b"form", b"new")


def test_a_link_goes_on_pointing_to_the_file_that_is_replaced(target, tmp_path):
    real = tmp_path / "real.xlsx"
    real.write_bytes(b"old")
    target.symlink_to(real)
    write_beside(target, b"new", force=True)
    assert target.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(UsageError, match="does not exist") as caught:
        write_beside(tmp_path / "none" / "out.xlsx", b"new")
    assert caught.value.file == str(tmp_path / "none" / "out.xlsx")


def test_a_folder_is_no_target_even_with_force(tmp_path):
    with pytest.raises(UsageError, match="folder, not a file"):
        write_beside(tmp_path, b"new", force=True)


def test_check_target_passes_what_may_be_written(target):
    check_target(target)
    target.write_bytes(b"old")
    check_target(target, force=True)


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_a_writer_that_fails_midway_leaves_the_old_file_whole(target, fault):
    target.write_bytes(b"old")

    def write(path):
        path.write_bytes(b"ha")
        raise fault

    with pytest.raises(fault):
        write_beside(target, write, force=True)
    assert target.read_bytes() == b"old"
    assert names(target.parent) == ["out.xlsx"]


def test_a_full_disk_leaves_the_old_file_whole(target, monkeypatch):
    target.write_bytes(b"old")

    def fill(path, data):
        with path.open("wb") as stream:
            stream.write(data[:1])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fill)
    with pytest.raises(UsageError, match="No space left on device"):
        write_beside(target, b"new", force=True)
    assert target.read_bytes() == b"old"
    assert names(target.parent) == ["out.xlsx"]


def test_an_interruption_before_the_rename_leaves_the_old_file_whole(target, monkeypatch):
    target.write_bytes(b"old")

    def stop(_handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_beside(target, b"new", force=True)
    assert target.read_bytes() == b"old"
    assert names(target.parent) == ["out.xlsx"]


def test_a_folder_that_is_not_writable_is_said_so(target, monkeypatch):
    def refuse(path, data):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(UsageError, match="may write"):
        write_beside(target, b"new")


def test_a_file_that_excel_holds_open_is_to_be_closed(target, monkeypatch):
    target.write_bytes(b"old")

    def refuse(path, place):
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UsageError, match="Close it in Excel"):
        write_beside(target, b"new", force=True)
    assert target.read_bytes() == b"old"
    assert names(target.parent) == ["out.xlsx"]


def test_any_other_failure_of_the_rename_gives_its_reason(target, monkeypatch):
    def fail(path, place):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(UsageError, match="Input/output error"):
        write_beside(target, b"new")
    assert names(target.parent) == []
