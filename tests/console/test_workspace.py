"""All that one window shows, without a window."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from smppconsole.console import paths
from smppconsole.console.account import Account
from smppconsole.console.centre_rules import CentreRules
from smppconsole.console.happenings import Happening, Trouble
from smppconsole.console.workspace import Workspace, terms_of, zone_of
from smppconsole.smpp.pdu import Pdu
from tests.kit.sessions import account_for
from tests.kit.wires import until

SUBMIT = Pdu("submit_sm", {"destination_addr": "49", "short_message": b"x", "registered_delivery": 1})


async def test_accounts_and_settings_are_read_at_the_start() -> None:
    first = Workspace()
    first.accounts.save(Account(name="One", host="h"))
    (paths.accounts() / "bad.toml").write_text("port = 'x'")
    workspace = Workspace()
    problems = workspace.open()
    assert len(problems) == 1
    assert workspace.accounts.get("One") is not None
    await workspace.close()


async def test_sessions_have_numbers_of_their_own_and_observers_hear_of_them() -> None:
    workspace, told = Workspace(), list[tuple[str, int]]()
    stop = workspace.observe(lambda _workspace, what, number: told.append((what, number)))
    port = await workspace.start_centre(CentreRules(), traced=False)
    one, two = workspace.add(account_for(port)), workspace.add(account_for(port, system_id="two"))
    assert (one.session_no, two.session_no) == (1, 2)
    assert (await workspace.bind(1, "x")).ok
    await workspace.remove(1)
    assert list(workspace.engines) == [2]
    stop()
    await workspace.close()
    assert ("session-added", 1) in told
    assert ("session", 1) in told
    assert ("session-removed", 1) in told


async def test_rows_are_published_in_batches_and_journeys_follow() -> None:
    workspace, ranges = Workspace(), list[tuple[int, int]]()
    workspace.store.observe(lambda first, last: ranges.append((first, last)))
    port = await workspace.start_centre(CentreRules(), traced=False)
    engine = workspace.add(account_for(port))
    await workspace.bind(engine.session_no, "x")
    await engine.request(SUBMIT)
    await until(lambda: workspace.store.published == len(workspace.store) >= 6)
    assert ranges[0][0] == 0
    assert len(ranges) < len(workspace.store)
    await until(lambda: len(workspace.journeys) == 1)
    await until(lambda: workspace.changed_journeys or workspace.journeys.done)
    await workspace.close()


async def test_each_bound_session_writes_its_capture() -> None:
    workspace = Workspace()
    port = await workspace.start_centre(CentreRules(), traced=False)
    engine = workspace.add(account_for(port, name="My Account"))
    await workspace.bind(engine.session_no, "hunter2")
    await workspace.close()
    files = list(paths.captures().iterdir())
    assert len(files) == 1
    assert files[0].name.endswith("-my-account-1.pcapng")
    assert b"hunter2" not in files[0].read_bytes()


async def test_a_capture_that_cannot_be_written_is_told_and_the_bind_goes_on(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("no folder")
    workspace, told = Workspace(), list[Happening]()
    workspace.settings.set("capture_folder", str(blocker / "sub"))
    workspace.listen(lambda _engine, happenings: told.extend(happenings))
    port = await workspace.start_centre(CentreRules(), traced=False)
    engine = workspace.add(account_for(port))
    assert (await workspace.bind(engine.session_no, "x")).ok
    assert any(isinstance(one, Trouble) and "no capture file" in one.words for one in told)
    await workspace.close()


async def test_captures_can_be_switched_off() -> None:
    workspace = Workspace()
    workspace.settings.set("capture_sessions", False)
    port = await workspace.start_centre(CentreRules(), traced=False)
    await workspace.bind(workspace.add(account_for(port)).session_no, "x")
    await workspace.close()
    assert not paths.captures().exists()


async def test_the_centre_can_be_traced_beside_the_sessions() -> None:
    workspace = Workspace()
    port = await workspace.start_centre(CentreRules())
    engine = workspace.add(account_for(port))
    await workspace.bind(engine.session_no, "x")
    await until(lambda: len(workspace.store) == 4)
    assert {workspace.store.session(row) for row in range(4)} == {1, 2}
    await workspace.start_centre(CentreRules(), traced=False)
    assert workspace.centre is not None
    await workspace.close()
    assert workspace.centre is None


async def test_closing_unbinds_everything_in_good_order() -> None:
    workspace = Workspace()
    port = await workspace.start_centre(CentreRules(), traced=False)
    for number in range(3):
        await workspace.bind(workspace.add(account_for(port, system_id=f"s{number}")).session_no, "x")
    await workspace.close()
    commands = [workspace.store.command(row) for row in range(len(workspace.store))]
    assert commands.count(6) == commands.count(0x80000006) == 3
    assert workspace.store.published == len(workspace.store)


async def test_unbinding_says_how_it_went() -> None:
    workspace = Workspace()
    port = await workspace.start_centre(CentreRules(), traced=False)
    engine = workspace.add(account_for(port))
    await workspace.bind(engine.session_no, "x")
    assert (await workspace.unbind(engine.session_no)).startswith("unbound")
    await workspace.close()


def test_a_session_is_read_as_its_account_says(tmp_path: Path) -> None:
    dictionary = tmp_path / "d.toml"
    dictionary.write_text('[[tlv]]\ntag = 0x1401\nname = "cost_centre"\nkind = "text"\nwords = "Who pays."\n')
    terms = terms_of(Account(default_alphabet="latin1", zone="+02:00", receipt_pattern="x", dictionary=str(dictionary)))
    spec = terms.book.tlv(0x1401)
    assert spec is not None
    assert spec.name == "cost_centre"
    assert terms.reading.default_alphabet == "latin1"
    assert terms.reading.receipt_pattern == "x"


def test_a_dictionary_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"dictionary .*missing\.toml"):
        terms_of(Account(dictionary=str(tmp_path / "missing.toml")))


def test_zones_are_names_or_distances() -> None:
    zone = zone_of("+02:00")
    assert zone is not None
    assert zone.utcoffset(None) == timedelta(hours=2)
    assert str(zone_of("Europe/Berlin")) == "Europe/Berlin"
    assert zone_of("") is None
    assert zone_of("Nowhere/Land") is None


def test_a_session_nobody_knows_is_read_by_the_standard() -> None:
    assert Workspace().terms_for(99).reading.default_alphabet == "gsm7"
