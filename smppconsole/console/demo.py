"""The main job on one machine, for newcomers and self-tests: a message centre, a bind, three messages, receipts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from smppconsole.compose.draft import Carry, Draft, Receipt
from smppconsole.compose.expand import expand
from smppconsole.console.account import Account
from smppconsole.console.engine import Engine
from smppconsole.console.happenings import Happening
from smppconsole.console.ledger import STATES
from smppconsole.console.scenarios import scenario
from smppconsole.console.workspace import Workspace
from smppconsole.session.events import Answered, PduReceived, apart
from smppconsole.smpp.decode import decode
from smppconsole.smpp.summary import Summary, summarise
from smppconsole.values import dataclass, field

PATIENCE = 10.0
"""Seconds until the demonstration is given up."""

MESSAGES = (
    Draft("491701234567", "SMPP", "Hello from smppconsole", receipt=Receipt.FINAL),
    Draft(
        "491701234568",
        "491700000001",
        "This text is longer than one short message holds. It goes out in parts, each with a small header that says "
        "which part of which message it is, and every part gets an answer and a receipt of its own.",
        receipt=Receipt.FINAL,
        carry=Carry.UDH8,
    ),
    Draft("491701234569", "491700000001", "Grüße, привет, γειά σου 😀", receipt=Receipt.FINAL),
)
"""A short, a long and a Unicode message."""


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One thing that was to happen: listening, bound, sent, answered, delivered; with words for the screen."""

    name: str
    ok: bool
    words: str


@dataclass(frozen=True, slots=True)
class DemoResult:
    """All steps; ``engine`` stays bound for whoever wants to go on."""

    steps: tuple[DemoStep, ...]
    engine: Engine | None = field(repr=False)

    @property
    def ok(self) -> bool:
        """Whether everything happened."""
        return bool(self.steps) and all(step.ok for step in self.steps) and self.steps[-1].name == "delivered"


StepSink = Callable[[DemoStep], None]


async def demo(workspace: Workspace, on_step: StepSink | None = None) -> DemoResult:
    """Play the demonstration in ``workspace``; the session and the centre are left running."""
    return await _Demo(workspace, on_step or (lambda _step: None)).play()


class _Demo:
    def __init__(self, workspace: Workspace, on_step: StepSink) -> None:
        self._workspace = workspace
        self._on_step = on_step
        self._steps: list[DemoStep] = []
        self._answers: dict[int, str] = {}
        self._receipts: set[str] = set()
        self._changed = asyncio.Event()

    async def play(self) -> DemoResult:
        port = await self._workspace.start_centre(scenario("plain"), traced=False)
        self._tell("listening", True, f"the message centre listens on 127.0.0.1:{port}")
        engine = self._workspace.add(Account("Demo", "127.0.0.1", port, "demo", tag="DEMO"))
        result = await self._workspace.bind(engine.session_no, "secret")
        self._tell("bound", result.ok, result.words)
        if result.ok:
            await self._exchange(engine)
        return DemoResult(tuple(self._steps), engine)

    async def _exchange(self, engine: Engine) -> None:
        stop = engine.observe(self._on_happenings)
        try:
            pdus = [pdu for number, draft in enumerate(MESSAGES, 1) for pdu in expand(draft, number).pdus]
            sequences = engine.send_all(pdus)
            self._tell("sent", True, f"{len(MESSAGES)} messages in {len(sequences)} parts")
            answered = await self._wait(lambda: set(sequences) <= set(self._answers))
            self._tell("answered", answered, f"{len(self._answers)} of {len(sequences)} parts have a message id")
            delivered = await self._wait(lambda: set(self._answers.values()) <= self._receipts)
            self._tell(
                "delivered", delivered, f"{len(self._receipts)} of {len(sequences)} parts have a receipt: DELIVRD"
            )
        finally:
            stop()

    async def _wait(self, reached: Callable[[], bool]) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                while not reached():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            return False
        return True

    def _on_happenings(self, _engine: Engine, happenings: tuple[Happening, ...]) -> None:
        for happening in apart(happenings):
            if isinstance(happening, Answered) and not happening.status:
                message_id = decode(happening.octets).field("message_id")
                if isinstance(message_id, str):
                    self._answers[happening.sequence] = message_id
            elif isinstance(happening, PduReceived):
                self._take(summarise(happening.octets))
        self._changed.set()

    def _take(self, summary: Summary) -> None:
        receipt = summary.receipt
        if receipt is not None and receipt.state == STATES["DELIVRD"]:
            self._receipts.add(receipt.message_id)

    def _tell(self, name: str, ok: bool, words: str) -> None:
        step = DemoStep(name, ok, words)
        self._steps.append(step)
        self._on_step(step)
