"""The set-up: what the two commands of the README rest on."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"


@pytest.fixture(scope="module")
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", PACKAGING / "bootstrap.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["bootstrap"] = module
    spec.loader.exec_module(module)
    return module


def test_the_packaging_folder_does_not_shadow_the_library_of_that_name() -> None:
    assert not (PACKAGING / "__init__.py").exists()


def test_constraints_name_versions_and_no_place() -> None:
    lines = [line for line in (PACKAGING / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9.-]+==[\w.]+( ; .+)?", line) for line in lines)
    assert not re.search(r"://|@|\bfile:", "\n".join(lines))


def test_every_dependency_has_a_version_in_the_constraints() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {re.split(r"[^A-Za-z0-9._-]", row)[0].lower().replace("_", "-") for row in wanted}
    pinned = {line.split("==")[0] for line in (PACKAGING / "constraints.txt").read_text().splitlines()}
    assert names <= pinned


def test_an_older_python_never_meets_the_qt_that_breaks_it() -> None:
    lines = (PACKAGING / "constraints.txt").read_text().splitlines()
    versions = {line.split("==")[1] for line in lines if line.startswith("pyside6-essentials")}
    old = next(version for version in versions if "python_full_version < '3.12'" in version)
    assert [int(part) for part in old.split(" ")[0].split(".")] < [6, 12]


def test_bootstrap_knows_the_standard_library_alone() -> None:
    tree = ast.parse((PACKAGING / "bootstrap.py").read_text())
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_ci_runs_the_command_of_the_readme() -> None:
    command = "python3 packaging/bootstrap.py test"
    script = (ROOT / ".ci" / "run").read_text()
    assert f"\n{command} <" in script
    assert script.index(f"\n{command} --packaging") > script.index(f"\n{command} <")
    assert command in (ROOT / "README.md").read_text()
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_readme_shows_the_window() -> None:
    assert all((ROOT / path).is_file() for path in re.findall(r"!\[[^]]*\]\((.+?)\)", (ROOT / "README.md").read_text()))


def test_arguments_after_two_dashes_are_not_ours(bootstrap: ModuleType) -> None:
    options, rest = bootstrap.parse(["test", "--no-peers", "--", "-k", "x", "--no-peers"])
    assert (options.command, options.no_peers, rest) == ("test", True, ["-k", "x", "--no-peers"])


def test_the_installers_of_each_system_are_targets_that_exist(bootstrap: ModuleType) -> None:
    targets = set(re.findall(r'^    "([\w-]+)": \w+_targets', (PACKAGING / "build.py").read_text(), re.MULTILINE))
    assert {name for names in bootstrap.PACKAGES.values() for name in names} <= targets


def test_each_library_becomes_a_package_once(bootstrap: ModuleType) -> None:
    wanted = ["libgthread-2.0.so.0", "libglib-2.0.so.0", "libxcb-cursor.so.0"]
    assert bootstrap.library_packages(bootstrap.APT_LIBRARIES, wanted) == ["libglib2.0-0", "libxcb-cursor0"]
    assert bootstrap.library_packages(None, ["libEGL.so.1"]) == ["libEGL.so.1()(64bit)"]


def test_a_library_nobody_knows_is_told_by_name(bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        bootstrap.library_packages(bootstrap.APT_LIBRARIES, ["libnew.so.9"])
    assert stopped.value.code == bootstrap.NEEDS_HAND
    assert "libnew.so.9" in capsys.readouterr().err


def test_without_root_the_line_to_run_is_told(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "privilege", lambda: None)
    with pytest.raises(SystemExit) as stopped:
        bootstrap.install_packages(bootstrap.MANAGERS["apt-get"], ["libegl1"], "Qt's EGL")
    assert stopped.value.code == bootstrap.NEEDS_HAND
    assert (
        "sudo apt-get update -q && sudo apt-get install -y -q --no-install-recommends libegl1"
        in capsys.readouterr().err
    )


def test_whoever_is_not_root_is_told_one_line_for_all_that_lacks(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "privilege", lambda: None)
    monkeypatch.setattr(bootstrap, "manager", lambda: bootstrap.MANAGERS["apt-get"])
    monkeypatch.setattr(bootstrap, "lacking_libraries", lambda: ["libEGL.so.1", "libGL.so.1"])
    monkeypatch.setattr(bootstrap, "lacking_tools", list)
    with pytest.raises(SystemExit) as stopped:
        bootstrap.install_system(bootstrap.SYSTEM_TOOLS["test"])
    assert stopped.value.code == bootstrap.NEEDS_HAND
    lines = [line for line in capsys.readouterr().err.splitlines() if "apt-get" in line]
    wanted = "python3-venv fonts-dejavu-core xvfb tshark libegl1 libgl1"
    assert [line.split("recommends ")[1] for line in lines] == [wanted]


def test_a_machine_that_has_everything_installs_nothing(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "manager", lambda: bootstrap.MANAGERS["apt-get"])
    monkeypatch.setattr(bootstrap, "lacking_libraries", list)
    monkeypatch.setattr(bootstrap, "lacking_tools", lambda names: [])
    monkeypatch.setattr(bootstrap, "install_packages", lambda *_: pytest.fail("nothing was missing"))
    bootstrap.install_system(bootstrap.SYSTEM_TOOLS["run"])


def test_each_library_that_qt_needs_has_a_package(bootstrap: ModuleType) -> None:
    for found in bootstrap.MANAGERS.values():
        if found.libraries is not None:
            assert set(bootstrap.QT_NEEDS) <= set(found.libraries)


def test_a_step_that_a_network_spoilt_is_tried_again(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap, "PAUSE", 0)
    flag = tmp_path / "flag"
    script = f"import pathlib, sys; p = pathlib.Path({str(flag)!r}); sys.exit(0 if p.exists() else p.touch() or 1)"
    bootstrap.run([sys.executable, "-c", script], attempts=2)
    with pytest.raises(SystemExit) as stopped:
        bootstrap.run([sys.executable, "-c", "raise SystemExit(9)"], attempts=2)
    assert stopped.value.code == 9


@pytest.mark.parametrize(
    ("root", "sudo", "asks", "terminal", "expected"),
    [
        (True, False, False, False, []),
        (False, False, False, False, None),
        (False, True, False, False, ["sudo"]),
        (False, True, True, False, None),
        (False, True, True, True, ["sudo"]),
    ],
)
def test_sudo_is_used_where_it_may_be_asked(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, root: bool, sudo: bool, asks: bool, terminal: bool,
    expected: list[str] | None,
) -> None:  # fmt: skip
    done: Callable[..., subprocess.CompletedProcess[str]] = lambda *a, **k: subprocess.CompletedProcess([], int(asks))  # noqa: E731
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 0 if root else 1000)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: name if sudo else None)
    monkeypatch.setattr(bootstrap.subprocess, "run", done)
    monkeypatch.setattr(bootstrap.sys.stdin, "isatty", lambda: terminal, raising=False)
    assert bootstrap.privilege() == expected


def test_every_manager_knows_a_package_for_every_tool(bootstrap: ModuleType) -> None:
    assert len({tuple(found.tools) for found in bootstrap.MANAGERS.values()}) == 1


def test_the_folder_of_a_build_is_gone_afterwards_and_so_are_those_of_killed_runs(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap.tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(bootstrap, "ROOM", 1)
    killed, living = tmp_path / "smppconsole-build-999999999-a", tmp_path / f"smppconsole-build-{os.getpid()}-b"
    for folder in (killed, living):
        (folder / "system").mkdir(parents=True)
    with bootstrap.build_folder() as made:
        assert Path(made).is_dir()
    assert not Path(made).exists()
    assert not killed.exists()
    assert living.exists()


def test_a_full_disk_is_told_before_anything_is_built(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "ROOM", 1 << 62)
    with pytest.raises(SystemExit) as stopped, bootstrap.build_folder():
        pass
    assert stopped.value.code == bootstrap.NEEDS_HAND
    assert "GB in" in capsys.readouterr().err


def test_a_half_of_the_stage_that_fails_or_hangs_is_told(
    bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        bootstrap.stage_step([sys.executable, "-c", "raise SystemExit(4)"], dict(os.environ), time.monotonic() + 60)
    assert "failed with status 4" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        bootstrap.stage_step([sys.executable, "-c", "input(), time.sleep(60)"], dict(os.environ), time.monotonic() + 60)
    with pytest.raises(SystemExit):
        bootstrap.stage_step([sys.executable, "-c", "import time; time.sleep(600)"], dict(os.environ), 0)
    assert "is not done after" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_signal_ends_the_stage_and_takes_its_folder_away(tmp_path: Path) -> None:
    script = (
        "import sys, time, bootstrap\n"
        "bootstrap.ROOM = 1\n"
        "with bootstrap.leaving_in_order(), bootstrap.build_folder() as folder:\n"
        "    waits = f\"import pathlib, time; pathlib.Path('{folder}/pid').touch(); time.sleep(600)\"\n"
        "    bootstrap.stage_step([sys.executable, '-c', waits], {}, time.monotonic() + 600)\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    process = subprocess.Popen([sys.executable, "-c", script], cwd=PACKAGING, env=environment, stderr=subprocess.PIPE)
    end = time.monotonic() + 60
    while not list(tmp_path.glob("smppconsole-build-*/pid")) and time.monotonic() < end:
        time.sleep(0.02)
    process.terminate()
    _, told = process.communicate(timeout=60)
    assert (process.returncode, b"ended by signal 15" in told) == (143, True)
    assert not list(tmp_path.iterdir())
