"""Passwords: in the system's key store or in memory, never in a file in clear.

``keyring`` left to itself may pick a store that writes clear text, or one that keeps nothing and says it did, and a
locked store blocks its caller until a person answers. So the store is taken by class from a list of good ones,
each call runs in a thread of its own with a deadline, and what was saved is read back and compared.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from smppconsole.smpp.said import said
from smppconsole.values import dataclass

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")

SERVICE = "smppconsole"
DEADLINE = 5.0
"""Seconds until the key store counts as locked."""

GOOD_STORES = (
    ("keyring.backends.SecretService", "Keyring", "the Secret Service of the desktop"),
    ("keyring.backends.libsecret", "Keyring", "the Secret Service of the desktop"),
    ("keyring.backends.kwallet", "DBusKeyring", "KWallet"),
    ("keyring.backends.macOS", "Keyring", "the macOS Keychain"),
    ("keyring.backends.Windows", "WinVaultKeyring", "the Windows Credential Locker"),
)


class Where(StrEnum):
    """Where a password lies."""

    STORE = "store"
    MEMORY = "memory"
    NOWHERE = "nowhere"


class Store(Protocol):
    """What we use of a keyring backend."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


@dataclass(frozen=True, slots=True)
class SecretResult:
    """What became of a wish: ``ok``, the password (of ``get``), where it lies now, and the words for the dialog."""

    ok: bool
    where: Where
    words: str
    password: str | None = None

    def __repr__(self) -> str:
        """Without the password: results end up in logs and tracebacks."""
        return f"SecretResult(ok={self.ok}, where={self.where}, words={self.words!r})"


@dataclass(frozen=True, slots=True)
class FoundStore:
    """A key store that may be used, and its name in words."""

    store: Store
    words: str


def find_store() -> FoundStore | None:
    """The best key store of this system, ``None`` where there is none that can be trusted. May take a while."""
    found: list[tuple[float, FoundStore]] = []
    for module, name, words in GOOD_STORES:
        try:
            kind: Any = getattr(importlib.import_module(module), name)
            found.append((float(kind.priority), FoundStore(kind(), words)))
        except Exception:  # noqa: S112 - each store has its own way of saying that it is not there
            continue
    return max(found, key=lambda pair: pair[0])[1] if found else None


class Secrets:
    """The passwords of accounts, by account name."""

    def __init__(self, find: Callable[[], FoundStore | None] = find_store, deadline: float = DEADLINE) -> None:
        self._find = find
        self._deadline = deadline
        self._memory: dict[str, str] = {}
        self._found: FoundStore | None = None
        self._searched = False

    @property
    def has_store(self) -> bool:
        """Whether there is a key store to keep passwords in, as far as was looked."""
        return self._found is not None or not self._searched

    async def get(self, account: str) -> SecretResult:
        """The password of ``account``: from memory, else from the key store."""
        if account in self._memory:
            return SecretResult(
                True, Where.MEMORY, said("the password is kept in memory for this run"), self._memory[account]
            )
        store = await self._store()
        if isinstance(store, str):
            return SecretResult(False, Where.NOWHERE, store)
        try:
            password = await in_thread(lambda: store.store.get_password(SERVICE, account), self._deadline)
        except Exception as error:
            return SecretResult(False, Where.NOWHERE, _trouble(store.words, error))
        if password is None:
            return SecretResult(
                False,
                Where.NOWHERE,
                said("{words} holds no password for {account}", words=said(store.words), account=account),
            )
        return SecretResult(True, Where.STORE, said("the password is from {words}", words=said(store.words)), password)

    async def set(self, account: str, password: str) -> SecretResult:
        """Save the password of ``account``; where no key store takes it, it stays in memory for this run."""
        store = await self._store()
        if isinstance(store, str):
            return self._remember(account, password, store)
        try:
            same = await in_thread(lambda: _save(store.store, account, password), self._deadline)
        except Exception as error:
            return self._remember(account, password, _trouble(store.words, error))
        if not same:
            return self._remember(
                account, password, said("{words} did not give back what was saved", words=said(store.words))
            )
        self._memory.pop(account, None)
        return SecretResult(True, Where.STORE, said("the password is saved in {words}", words=said(store.words)))

    def remember(self, account: str, password: str) -> SecretResult:
        """Keep a password in memory alone, because the user wants it so."""
        return self._remember(account, password, said("as you wish"))

    async def delete(self, account: str) -> SecretResult:
        """Forget the password of ``account`` everywhere; one that is not there is no error."""
        self._memory.pop(account, None)
        store = await self._store()
        if isinstance(store, str):
            return SecretResult(True, Where.NOWHERE, said("the password is forgotten"))
        try:
            await in_thread(lambda: _delete(store.store, account), self._deadline)
        except Exception as error:
            return SecretResult(False, Where.STORE, _trouble(store.words, error))
        return SecretResult(True, Where.NOWHERE, said("the password is removed from {words}", words=said(store.words)))

    async def rename(self, old: str, new: str) -> SecretResult:
        """Let the password follow its account to a new name."""
        held = await self.get(old)
        if held.password is None:
            return held
        moved = await self.set(new, held.password)
        await self.delete(old)
        return moved

    async def _store(self) -> FoundStore | str:
        """The key store, or in words why there is none."""
        if not self._searched:
            try:
                self._found = await in_thread(self._find, self._deadline)
            except TimeoutError:
                return said("the key store does not answer: it may be locked; unlock it and try again")
            except Exception as error:
                return said("the key store cannot be used: {error}", error=error)
            self._searched = True
        return self._found or said("this system has no key store that keeps passwords safe")

    def _remember(self, account: str, password: str, why: str) -> SecretResult:
        self._memory[account] = password
        words = said(
            "{why}; the password is NOT saved: it stays in memory until the program ends and is asked for next time",
            why=why,
        )
        return SecretResult(False, Where.MEMORY, words)


def _save(store: Store, account: str, password: str) -> bool:
    store.set_password(SERVICE, account, password)
    return store.get_password(SERVICE, account) == password


def _delete(store: Store, account: str) -> None:
    if store.get_password(SERVICE, account) is not None:
        store.delete_password(SERVICE, account)


def _trouble(words: str, error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return said("{words} does not answer: it may be locked; unlock it and try again", words=words)
    return said("{words} refused ({error})", words=words, error=str(error) or type(error).__name__)


async def in_thread(action: Callable[[], T], deadline: float) -> T:
    """The value of ``action``, run in a thread that may be left behind; raises ``TimeoutError`` after ``deadline`` s.

    A thread of asyncio's own pool would be waited for when the program ends, and a locked key store never answers.
    """
    import asyncio  # noqa: PLC0415 - there is a loop

    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[T] = loop.create_future()

    def settle(value: Any, error: Exception | None) -> None:
        if outcome.done():
            return
        if error is not None:
            outcome.set_exception(error)
        else:
            outcome.set_result(value)

    def work() -> None:
        value, failure = None, None
        try:
            value = action()
        except Exception as error:
            failure = error
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, value, failure)

    threading.Thread(target=work, name="key store", daemon=True).start()
    return await asyncio.wait_for(outcome, deadline)
