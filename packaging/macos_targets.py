"""macOS: the .app and its disk image. Runs on macOS alone; a hosted runner does it.

Without an identity the program is signed ad hoc (an unsigned one does not start on Apple silicon); notarization runs
where its secrets are in the environment and is left out, aloud, where they are not.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import workshop
from workshop import BUILD, DIST, HERE, run, say, tell


def dmg() -> Path:
    """A disk image with the program and a link to Applications."""
    if sys.platform != "darwin":
        raise SystemExit("the dmg target needs macOS: neither its tools nor a macOS Python exist elsewhere")
    made = workshop.bundle()
    app = made.parent / "SMPP Console.app"
    sign(app)
    DIST.mkdir(exist_ok=True)
    image = DIST / f"smppconsole-{workshop.version()}-{workshop.machine()}.dmg"
    image.unlink(missing_ok=True)
    folder = workshop.fresh(BUILD / "dmg")
    run(["cp", "-R", app, folder])
    (folder / "Applications").symlink_to("/Applications")
    run(["cp", "-R", made / "licences", folder / "Licences"])
    run(["hdiutil", "create", "-volname", "SMPP Console", "-srcfolder", folder, "-format", "UDZO", "-ov", image])
    notarize(image)
    return tell(image)


def sign(app: Path) -> None:
    """Sign the program: with CODESIGN_IDENTITY where it is set, else ad hoc."""
    identity = os.environ.get("CODESIGN_IDENTITY", "-")
    say(f"signing {'ad hoc' if identity == '-' else 'with the identity given'}")
    stamp = ["--timestamp"] if identity != "-" else []
    entitlements = HERE / "macos" / "entitlements.plist"
    run(
        [
            "codesign",
            "--force",
            "--deep",
            "--options",
            "runtime",
            *stamp,
            "--entitlements",
            entitlements,
            "--sign",
            identity,
            app,
        ]
    )
    run(["codesign", "--verify", "--deep", "--strict", app])


def notarize(image: Path) -> None:
    """Have the image notarized and stapled, where the three secrets for it are set (the key itself, not its file)."""
    names = ("NOTARY_KEY", "NOTARY_KEY_ID", "NOTARY_ISSUER")
    key, key_id, issuer = (os.environ.get(name, "") for name in names)
    if not (key and key_id and issuer):
        say(f"not notarized: {', '.join(names)} are not all set")
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "key.p8"
        file.touch(mode=0o600)
        file.write_text(key, encoding="ascii")
        secrets = ["--key", file, "--key-id", key_id, "--issuer", issuer]
        run(["xcrun", "notarytool", "submit", image, *secrets, "--wait"], timeout=3600)
    run(["xcrun", "stapler", "staple", image])


def resolve() -> None:
    """See, from any system, that there is a wheel of everything for macOS on both processors."""
    python = workshop.build_python()
    run([python, "-m", "pip", "install", "-q", "uv"], attempts=3)
    wanted, constraints = workshop.requirements_file(), workshop.pinned_constraints()
    for processor in ("aarch64", "x86_64"):
        options = ["--python-platform", f"{processor}-apple-darwin", "--python-version", "3.13", "-c", constraints]
        options += ["--only-binary", ":all:", "--no-header", "--no-annotate"]
        told = run([python, "-m", "uv", "pip", "compile", "-q", *options, wanted], attempts=3)
        found = [line for line in told.splitlines() if "==" in line]
        if f"pyside6-essentials=={workshop.PYSIDE}" not in found or any("secretstorage" in line for line in found):
            raise workshop.Failed(f"the wheels for macOS on {processor} are not what they should be:\n{told}")
        say(f"macOS on {processor}: {len(found)} wheels, all there")
