"""The property list that macOS reads of a signature, and that a build on another system says why it is none."""

import plistlib
import sys
from pathlib import Path

import macos_targets
import pytest
import workshop

ENTITLEMENTS = Path(macos_targets.__file__).parent / "macos" / "entitlements.plist"


def test_the_entitlements_are_those_a_python_needs_and_no_more() -> None:
    facts = plistlib.loads(ENTITLEMENTS.read_bytes())
    assert facts == {
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
        "com.apple.security.cs.disable-library-validation": True,
    }


def test_without_its_secrets_an_image_is_not_notarized_and_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("NOTARY_KEY", "")
    monkeypatch.setattr(macos_targets, "run", lambda *_, **__: pytest.fail("nothing is to be sent"))
    macos_targets.notarize(tmp_path / "image.dmg")
    assert "not notarized: NOTARY_KEY, NOTARY_KEY_ID, NOTARY_ISSUER" in capsys.readouterr().out


def test_with_them_it_is_sent_with_a_key_file_that_is_gone_afterwards(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[list[str]] = []

    def record(command: list[object], **_: object) -> str:
        calls.append([str(word) for word in command])
        if "--key" in calls[-1]:
            file = Path(calls[-1][calls[-1].index("--key") + 1])
            assert (file.read_text(), file.stat().st_mode & 0o777) == ("-key-", 0o600)
        return ""

    for name in ("NOTARY_KEY", "NOTARY_KEY_ID", "NOTARY_ISSUER"):
        monkeypatch.setenv(name, "-key-")
    monkeypatch.setattr(macos_targets, "run", record)
    macos_targets.notarize(tmp_path / "image.dmg")
    assert [call[1] for call in calls] == ["notarytool", "stapler"]
    assert not Path(calls[0][calls[0].index("--key") + 1]).exists()


@pytest.mark.skipif(sys.platform == "darwin", reason="there it can be built")
def test_elsewhere_the_target_says_what_it_needs() -> None:
    with pytest.raises(SystemExit, match="needs macOS"):
        macos_targets.dmg()


def test_what_a_bundle_is_built_with_names_qt_once_and_pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "BUILD", tmp_path)
    lines = workshop.requirements_file().read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "PySide6" in line] == [f"PySide6-Essentials=={workshop.PYSIDE}"]
    assert any(line.startswith("smpplib") for line in lines)
