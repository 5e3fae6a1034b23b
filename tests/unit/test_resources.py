"""Shipped schemas and templates, and a school's own files laid over them."""

import io
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest

from sheets_sync import resources
from sheets_sync.errors import SettingsError

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "schemas/mentors.toml": 'tab = "Наставники"\n'.encode(),
    "schemas/pairs.toml": 'tab = "Пары"\n'.encode(),
    "templates/приказ.docx": b"PK\x03\x04",
}

Install = Callable[[Mapping[str, bytes]], Path]


@pytest.fixture
def install(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Have the package lie in a new place that ships exactly these files; gives their folder."""

    def place(files: Mapping[str, bytes]) -> Path:
        package = tmp_path_factory.mktemp("site") / "sheets_sync"
        shipped = package / "_shipped"
        for kind in ("schemas", "templates"):
            (shipped / kind).mkdir(parents=True)
        for name, content in files.items():
            (shipped / name).write_bytes(content)
        monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
        return shipped

    return place


def test_a_checkout_reads_the_folders_beside_the_package() -> None:
    assert set(resources.schemas()) == {path.stem for path in ROOT.glob("schemas/*.toml")}
    assert set(resources.templates()) == {path.name for path in ROOT.glob("templates/[!.~]*")}


def test_every_shipped_schema_is_toml() -> None:
    for name, text in resources.schemas().items():
        assert tomllib.loads(text), name


def test_every_shipped_template_opens() -> None:
    for name, content in resources.templates().items():
        if name.endswith(".toml"):
            assert tomllib.loads(content.decode()), name
        else:
            assert docx.Document(io.BytesIO(content)).element.body is not None, name


def test_a_schools_own_templates_are_laid_over_the_shipped_ones(
    install: Install, tmp_path: Path
) -> None:
    install(FILES | {"templates/legal_basis.toml": b""})
    (tmp_path / "legal_basis.toml").write_bytes(b"# own")
    (tmp_path / "~$legal_basis.toml").write_bytes(b"lock")
    laid = resources.templates(tmp_path)
    assert laid == {"приказ.docx": b"PK\x03\x04", "legal_basis.toml": b"# own"}
    assert resources.templates(tmp_path / "nowhere")["legal_basis.toml"] == b""


def test_an_installed_package_reads_what_it_ships(install: Install) -> None:
    install(FILES)
    assert resources.schemas() == {"mentors": 'tab = "Наставники"\n', "pairs": 'tab = "Пары"\n'}
    assert resources.templates() == {"приказ.docx": b"PK\x03\x04"}


def test_what_an_open_word_or_a_disk_leaves_is_not_shipped(install: Install) -> None:
    left = {"templates/~$иказ.docx": b"", "templates/.DS_Store": b"", "schemas/._pairs.toml": b"\0"}
    install(FILES | left)
    assert set(resources.templates()) == {"приказ.docx"}
    assert set(resources.schemas()) == {"mentors", "pairs"}


def test_a_name_with_a_composed_letter_is_the_same_from_every_disk(install: Install) -> None:
    install({"templates/школьныи\u0306.docx": b""})
    assert list(resources.templates()) == ["школьный.docx"]


@pytest.mark.parametrize(
    ("kind", "read"), [("schemas", resources.schemas), ("templates", resources.templates)]
)
def test_an_installation_without_a_shipped_folder_says_to_install_again(
    install: Install, kind: str, read: Callable[[], object]
) -> None:
    (install({}) / kind).rmdir()
    with pytest.raises(SettingsError, match=f"«{kind}».+заново"):
        read()


def test_equal_files_have_one_fingerprint_wherever_they_lie(install: Install) -> None:
    install(FILES)
    one = resources.fingerprint()
    install(dict(reversed(FILES.items())))
    assert resources.fingerprint() == one


@pytest.mark.parametrize(
    "files",
    [
        FILES | {"schemas/pairs.toml": b'tab = "Pairs"\n'},
        FILES | {"templates/приказ.docx": b"PK"},
        FILES | {"templates/акт.docx": b""},
        {name.replace("pairs", "mates"): content for name, content in FILES.items()},
    ],
    ids=["schema", "template", "added", "renamed"],
)
def test_any_difference_in_the_files_changes_the_fingerprint(
    install: Install, files: Mapping[str, bytes]
) -> None:
    install(FILES)
    before = resources.fingerprint()
    install(files)
    assert resources.fingerprint() != before


def test_where_a_name_ends_and_content_begins_changes_the_fingerprint(install: Install) -> None:
    install({"templates/a": b"bc"})
    before = resources.fingerprint()
    install({"templates/ab": b"c"})
    assert resources.fingerprint() != before


def test_another_version_of_the_tool_has_another_fingerprint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = resources.fingerprint()
    monkeypatch.setattr(resources, "__version__", "99.0")
    assert resources.fingerprint() != before


def test_a_school_without_its_own_folder_lays_nothing_over(tmp_path: Path) -> None:
    assert resources.overlay_files(tmp_path / "schemas") == {}


def test_a_schools_own_toml_files_are_read_and_the_rest_is_left(tmp_path: Path) -> None:
    (tmp_path / "mentors.toml").write_bytes('tab = "Педагоги"'.encode())
    (tmp_path / "заметки.txt").write_bytes(b"")
    (tmp_path / "old.toml").mkdir()
    assert resources.overlay_files(tmp_path) == {"mentors": 'tab = "Педагоги"'}


def test_the_mark_that_notepad_puts_first_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "mentors.toml").write_bytes('tab = "Педагоги"'.encode("utf-8-sig"))
    assert resources.overlay_files(tmp_path) == {"mentors": 'tab = "Педагоги"'}


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16"])
def test_a_file_in_another_encoding_is_named_with_what_to_do(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "mentors.toml").write_bytes('tab = "Педагоги"'.encode(encoding))
    with pytest.raises(SettingsError, match=r"mentors\.toml.*UTF-8.*Сохранить как"):
        resources.overlay_files(tmp_path)


def test_a_file_that_cannot_be_opened_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mentors.toml").write_bytes(b"")

    def refuse(path: Path, encoding: str) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(SettingsError, match=r"mentors\.toml.*не читается"):
        resources.overlay_files(tmp_path)
