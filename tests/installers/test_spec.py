"""PyInstaller's recipe, evaluated for each system with recorders in the places of PyInstaller's own names."""

import plistlib
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "packaging" / "smppconsole.spec"


class _Analysis:
    def __init__(self, scripts: list[str], **settings: Any) -> None:
        self.scripts, self.pure, self.binaries, self.datas = scripts, [], [], []
        self.settings = settings


@pytest.fixture(autouse=True)
def build_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the recipe writes goes nowhere near the sources."""
    monkeypatch.setenv("SMPPCONSOLE_BUILD", str(tmp_path))


def evaluate(monkeypatch: pytest.MonkeyPatch, platform: str) -> list[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    """Run the recipe as on ``platform``; the calls it made, in order."""
    calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    def recorder(name: str) -> Any:
        def record(*args: Any, **settings: Any) -> str:
            calls.append((name, args, settings))
            return name

        return record

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "path", list(sys.path))
    stand_ins = {
        "PyInstaller": {},
        "PyInstaller.depend": {},
        "PyInstaller.depend.bindepend": {"get_imports": lambda path: set()},
        "PyInstaller.utils": {},
        "PyInstaller.utils.hooks": {
            "collect_submodules": lambda name: [
                f"{name}.{inner}" for inner in ("cli.decode", "backends.SecretService")
            ],
            "copy_metadata": lambda name: [(str(ROOT / "LICENSE"), f"{name}.dist-info")],
        },
    }
    for name, members in stand_ins.items():
        module = type(sys)(name)
        vars(module).update(members)
        monkeypatch.setitem(sys.modules, name, module)
    names = {name: recorder(name) for name in ("PYZ", "EXE", "COLLECT", "BUNDLE")}

    def analysis(*args: Any, **settings: Any) -> _Analysis:
        calls.append(("Analysis", args, settings))
        return _Analysis(*args, **settings)

    code = compile(SPEC.read_text(encoding="utf-8"), str(SPEC), "exec")
    exec(code, {**names, "Analysis": analysis, "SPECPATH": str(SPEC.parent)})
    return calls


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_the_recipe_runs_on_each_system_and_names_files_that_exist(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    calls = evaluate(monkeypatch, platform)
    assert [name for name, _, _ in calls][:2] == ["Analysis", "PYZ"]
    _, (scripts,), settings = calls[0]
    assert all(Path(script).is_file() for script in scripts)
    assert all(Path(source).exists() for source, _ in settings["datas"])
    for name, _, settings in calls:
        if name == "EXE" and settings["entitlements_file"]:
            assert plistlib.loads(Path(settings["entitlements_file"]).read_bytes())


def test_windows_gets_a_windowed_program_and_one_for_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    programs = [settings for name, _, settings in evaluate(monkeypatch, "win32") if name == "EXE"]
    assert {(program["name"], program["console"]) for program in programs} == {
        ("smppconsole", True),
        ("smppconsole-window", False),
    }
    assert all(program["icon"].endswith(".ico") and program["version"] for program in programs)


def test_macos_gets_a_bundle_whose_facts_can_be_written_as_a_property_list(monkeypatch: pytest.MonkeyPatch) -> None:
    ((_, _, settings),) = [call for call in evaluate(monkeypatch, "darwin") if call[0] == "BUNDLE"]
    facts = plistlib.loads(plistlib.dumps(settings["info_plist"]))
    assert facts["LSMinimumSystemVersion"] == "12.0"
    assert settings["bundle_identifier"].islower()


def test_what_is_imported_by_name_only_is_carried_along(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, settings = evaluate(monkeypatch, "linux")[0]
    assert "smppconsole.cli.decode" in settings["hiddenimports"]
    assert "keyring.backends.SecretService" in settings["hiddenimports"]


def test_linux_gets_one_folder_and_no_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [name for name, _, _ in evaluate(monkeypatch, "linux")]
    assert names == ["Analysis", "PYZ", "EXE", "COLLECT"]


def test_the_metadata_of_what_is_bundled_comes_along_for_the_about_box(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, settings = evaluate(monkeypatch, "linux")[0]
    places = {place for _, place in settings["datas"]}
    assert {"smpplib.dist-info", "qasync.dist-info", "keyring.dist-info"} <= places


def test_what_is_under_the_lgpl_stays_replaceable(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = evaluate(monkeypatch, "linux")
    assert calls[0][2]["module_collection_mode"]["smpplib"] == "py"
    assert "COLLECT" in {name for name, _, _ in calls}
