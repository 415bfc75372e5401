"""A client on aiosmpplib: python client_aiosmpplib.py PORT [USER PASSWORD SECONDS].

Binds as a transceiver; sends GSM 7-bit, UCS-2, a long text that the library cuts, and one that it puts into
message_payload, all with receipts; reads what arrives for SECONDS; unbinds. RESULT and a JSON object of counts at the
end; status 0 when a message was answered, 3 when the bind was refused.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections import Counter
from typing import Any

import aiosmpplib

SOURCE, DESTINATION = aiosmpplib.PhoneNumber("4915112345"), aiosmpplib.PhoneNumber("4917012345")
MESSAGES: list[dict[str, Any]] = [
    {"short_message": "hello from aiosmpplib @£"},
    {"short_message": "Привет 你好", "encoding": "ucs2"},
    {"short_message": "long " * 60, "auto_message_payload": False, "esm_class": 0b01000000},
    {"short_message": "payload body " * 30, "auto_message_payload": True},
]


class Watcher(aiosmpplib.AbstractHook):
    """Counts what the library tells; a text cut by it counts as one message with one answer and one receipt."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()

    async def sending(self, smpp_message: Any, pdu: bytes, client_id: str) -> None:
        if isinstance(smpp_message, aiosmpplib.SubmitSm):
            self.count["sent"] += 1

    async def send_error(self, smpp_message: Any, error: Exception, client_id: str) -> None:
        self.count["error"] += 1
        print("ERROR", smpp_message, error)

    async def received(self, smpp_message: Any, pdu: bytes, client_id: str) -> None:
        if isinstance(smpp_message, aiosmpplib.SubmitSmResp):
            good = smpp_message.command_status == aiosmpplib.SmppCommandStatus.ESME_ROK
            self.count["ok" if good else "refused"] += 1
        elif isinstance(smpp_message, aiosmpplib.DeliverSm):
            self._delivered(smpp_message)
        elif isinstance(smpp_message, aiosmpplib.GenericNack):
            self.count["nack"] += 1

    def _delivered(self, message: Any) -> None:
        if not message.is_receipt():
            self.count["deliver_sm"] += 1
            print("RECEIVED", message.short_message)
            return
        receipt = message.parse_receipt()
        self.count["receipt" if receipt.get("stat") == "DELIVRD" else "other receipt"] += 1
        print("RECEIPT", receipt)


async def talk(port: int, user: str, password: str, seconds: float) -> int:
    """The whole conversation."""
    watcher = Watcher()
    esme = aiosmpplib.ESME("127.0.0.1", port, user, password, hook=watcher, log_level=logging.CRITICAL)
    try:
        await esme.connect()
    except (aiosmpplib.SmppError, ValueError) as error:  # it looks for a body, which a refusal does not have
        print("REFUSED", error)
        return 3
    print("BOUND")
    running = asyncio.ensure_future(esme.start())
    for number, message in enumerate(MESSAGES):
        fields = {"source": SOURCE, "destination": DESTINATION, "registered_delivery": 1, "log_id": str(number)}
        await esme.broker.enqueue(aiosmpplib.SubmitSm(**fields, **message))
    await asyncio.sleep(seconds)
    await esme.stop()
    await running
    print("RESULT", json.dumps(watcher.count))
    return 0 if watcher.count["ok"] else 1


def main(port: str, user: str = "smppclient", password: str = "password", seconds: str = "2") -> int:
    """Run it."""
    return asyncio.run(talk(int(port), user, password, float(seconds)))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
