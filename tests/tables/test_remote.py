"""Files named by URL, against fsspec's own file system in memory."""

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from wres_excel.errors import UsageError
from wres_excel.tables.remote import exists_at, is_url, list_files, put_file

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def memory() -> Iterator[None]:
    """Give an empty file system in memory."""
    store = fsspec.filesystem("memory").store
    store.clear()
    yield
    store.clear()


def put(url: str, data: bytes) -> None:
    with fsspec.open(url, "wb") as stream:
        stream.write(data)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("s3://bucket/returns", True),
        ("abfs://container@account/returns/RXY.xlsx", True),
        ("zip://*.xlsx::pack.zip", True),
        ("simplecache::s3://bucket/r.xlsx", True),
        ("memory://r.xlsx", True),
        ("returns/RXY.xlsx", False),
        ("C:\\returns\\RXY.xlsx", False),
        ("C:/returns", False),
        ("odd: name.xlsx", False),
        ("", False),
    ],
)
def test_a_url_is_told_from_a_path(name: str, told: bool) -> None:
    assert is_url(name) is told


@pytest.mark.usefixtures("memory")
def test_every_file_below_a_url_is_listed_in_order_with_its_size() -> None:
    put("memory://in/b.xlsx", b"12")
    put("memory://in/a/c (1).xlsx", b"123")
    put("memory://elsewhere/d.xlsx", b"1")
    for url in ("memory://in", "memory://in/"):
        files = list_files(url)
        assert [(f.name, f.url, f.size) for f in files] == [
            ("a/c (1).xlsx", "memory://in/a/c (1).xlsx", 3),
            ("b.xlsx", "memory://in/b.xlsx", 2),
        ]


@pytest.mark.usefixtures("memory")
def test_a_single_file_is_itself() -> None:
    put("memory://in/b.xlsx", b"12")
    (file,) = list_files("memory://in/b.xlsx")
    assert (file.name, file.url, file.size) == ("b.xlsx", "memory://in/b.xlsx", 2)


@pytest.mark.usefixtures("memory")
def test_a_file_is_copied_up_to_its_bound(tmp_path: Path) -> None:
    put("memory://b.xlsx", b"x" * 10)
    (file,) = list_files("memory://b.xlsx")
    for most, copied in ((20, 10), (10, 10), (9, 10), (4, 5), (0, 1)):
        file.copy_to(tmp_path / "b.xlsx", most)
        assert (tmp_path / "b.xlsx").read_bytes() == b"x" * copied


def test_the_members_of_an_archive_can_be_named_by_url(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("north/r.xlsx", b"12")
    (file,) = list_files(f"zip://::{tmp_path}/p.zip")
    file.copy_to(tmp_path / "r.xlsx", 100)
    assert (file.name, (tmp_path / "r.xlsx").read_bytes()) == ("north/r.xlsx", b"12")


@pytest.mark.usefixtures("memory")
def test_a_file_is_put_where_there_was_none(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_bytes(b"a,b")
    assert not exists_at("memory://out/out.csv")
    put_file(tmp_path / "out.csv", "memory://out/out.csv")
    assert exists_at("memory://out/out.csv")
    assert fsspec.filesystem("memory").cat("/out/out.csv") == b"a,b"


@pytest.mark.usefixtures("memory")
def test_nothing_at_a_url_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        list_files("memory://nowhere")
    assert str(caught.value) == (
        "memory://nowhere: There is nothing at this URL. Check its spelling, and that you may see "
        "what is there."
    )


def test_a_store_of_a_kind_that_is_not_known_is_refused_in_its_own_words() -> None:
    with pytest.raises(UsageError, match=r"The URL cannot be reached \(found ValueError: Protocol"):
        list_files("nosuch://bucket/r.xlsx")


def test_a_store_whose_package_is_missing_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(UsageError) as caught:
        list_files("s3://bucket/r.xlsx")
    assert caught.value.message == "Reaching this URL needs a package that is not installed"
    assert "s3fs" in str(caught.value.found)


def test_without_fsspec_a_url_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(UsageError) as caught:
        exists_at("memory://out.csv")
    assert caught.value.message == (
        "Reading or writing a URL needs the package fsspec, which is not installed"
    )
    assert "pip install 'wres-excel[remote]'" in str(caught.value.remedy)
