"""Passwords go to a store that keeps them safe, or stay in memory, and nobody is told otherwise."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from smppconsole.console.secrets import SERVICE, FoundStore, Secrets, Where, find_store, in_thread


class Drawer:
    """A key store of a test."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Forgetful(Drawer):
    def set_password(self, service: str, username: str, password: str) -> None:
        return


class Refusing(Drawer):
    def get_password(self, service: str, username: str) -> str | None:
        raise OSError("prompt dismissed")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError("prompt dismissed")


@pytest.fixture
def locked() -> Iterator[Drawer]:
    """A store that waits for a person until the test is over."""
    key = threading.Event()

    class Locked(Drawer):
        def get_password(self, service: str, username: str) -> str | None:
            key.wait(10)
            return None

        set_password = None  # type: ignore[assignment]

    yield Locked()
    key.set()


def finding(store: Drawer) -> Callable[[], FoundStore]:
    return lambda: FoundStore(store, "the drawer")


async def test_a_password_is_saved_and_found_again() -> None:
    drawer = Drawer()
    secrets = Secrets(finding(drawer))
    saved = await secrets.set("Test", "secret")
    assert (saved.ok, saved.where) == (True, Where.STORE)
    assert saved.words == "the password is saved in the drawer"
    assert drawer.kept == {(SERVICE, "Test"): "secret"}
    assert (await secrets.get("Test")).password == "secret"


async def test_without_a_store_it_stays_in_memory_and_says_so() -> None:
    secrets = Secrets(lambda: None)
    saved = await secrets.set("Test", "secret")
    assert (saved.ok, saved.where) == (False, Where.MEMORY)
    assert "NOT saved" in saved.words
    assert "no key store" in saved.words
    assert (await secrets.get("Test")).password == "secret"
    assert (await Secrets(lambda: None).get("Test")).password is None


async def test_a_store_that_keeps_nothing_is_found_out() -> None:
    secrets = Secrets(finding(Forgetful()))
    saved = await secrets.set("Test", "secret")
    assert saved.where is Where.MEMORY
    assert "did not give back" in saved.words


async def test_a_store_that_refuses_is_quoted() -> None:
    secrets = Secrets(finding(Refusing()))
    saved = await secrets.set("Test", "secret")
    assert "the drawer refused (prompt dismissed)" in saved.words
    assert (await Secrets(finding(Refusing())).get("Test")).ok is False


async def test_a_locked_store_does_not_block(locked: Drawer) -> None:
    held = await Secrets(finding(locked), deadline=0.05).get("Test")
    assert held.password is None
    assert "may be locked" in held.words


async def test_a_search_that_does_not_end_does_not_block() -> None:
    key = threading.Event()

    def search() -> None:
        key.wait(10)

    held = await Secrets(search, deadline=0.05).get("Test")
    key.set()
    assert "may be locked" in held.words


async def test_a_password_can_be_kept_in_memory_on_purpose() -> None:
    drawer = Drawer()
    secrets = Secrets(finding(drawer))
    secrets.remember("Test", "secret")
    assert drawer.kept == {}
    assert (await secrets.get("Test")).password == "secret"


async def test_forgetting_is_everywhere_and_never_fails_for_what_is_not_there() -> None:
    drawer = Drawer()
    secrets = Secrets(finding(drawer))
    await secrets.set("Test", "secret")
    assert (await secrets.delete("Test")).ok
    assert (await secrets.delete("Test")).ok
    assert drawer.kept == {}
    assert (await Secrets(lambda: None).delete("Test")).ok


async def test_a_password_follows_its_account_to_a_new_name() -> None:
    drawer = Drawer()
    secrets = Secrets(finding(drawer))
    await secrets.set("Old", "secret")
    await secrets.rename("Old", "New")
    assert drawer.kept == {(SERVICE, "New"): "secret"}
    assert not (await secrets.rename("Old", "New")).ok


async def test_a_result_never_shows_the_password_in_a_log() -> None:
    secrets = Secrets(finding(Drawer()))
    await secrets.set("Test", "hunter2")
    assert "hunter2" not in repr(await secrets.get("Test"))


def test_no_store_is_taken_by_keyrings_own_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A null or clear-text store named in the environment is not ours to use."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    found = find_store()
    assert found is None or "null" not in type(found.store).__module__


async def test_an_error_in_the_thread_comes_back() -> None:
    def fail() -> None:
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        await in_thread(fail, 1.0)
