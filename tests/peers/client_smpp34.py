"""A client on smpp34 (Rust): python client_smpp34.py PORT [USER PASSWORD SECONDS].

Binds as a transceiver; sends GSM 7-bit, UCS-2, a text in two parts with a user data header and a message_payload, all
with receipts; reads what arrives for SECONDS; unbinds. RESULT and a JSON object of counts at the end; status 0 when a
message was answered, 3 when the bind was refused.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections import Counter
from typing import Any

import smpp34

ENDS = {"source_addr": "4915112345", "source_addr_ton": 1, "source_addr_npi": 1, "dest_addr_ton": 1, "dest_addr_npi": 1}
DESTINATION = "4917012345"
MESSAGES: list[dict[str, Any]] = [
    {"short_message": b"hello from smpp34"},
    {"short_message": "Привет 你好".encode("utf-16-be"), "data_coding": 8},
    {"short_message": bytes.fromhex("050003070201") + b"first half, ", "esm_class": 0x40},
    {"short_message": bytes.fromhex("050003070202") + b"second half", "esm_class": 0x40},
    {"short_message": b"", "tlvs": [smpp34.Tlv(smpp34.TLV_MESSAGE_PAYLOAD, b"payload body " * 30)]},
]


async def send_all(centre: Any, count: Counter[str]) -> None:
    """Every message at once, as a window allows."""
    sending = (centre.submit_sm(DESTINATION, **ENDS, registered_delivery=1, **message) for message in MESSAGES)
    for answer in await asyncio.gather(*sending):
        count["ok" if answer.is_success else "refused"] += 1
        print("ANSWER", answer.command_status, answer.message_id)


async def listen(centre: Any, count: Counter[str], seconds: float) -> None:
    """Count what arrives until the time is over."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        try:
            event = await asyncio.wait_for(centre.next(), left)
        except TimeoutError:
            return
        if isinstance(event, smpp34.Disconnected):
            count["disconnected"] += 1
            return
        count["receipt" if event.esm_class & 0x3C else "deliver_sm"] += 1
        print("RECEIVED", event.esm_class, event.short_message)


async def talk(port: int, user: str, password: str, seconds: float) -> int:
    """The whole conversation."""
    client = smpp34.Client("127.0.0.1", port, user, password, bind_type="TRX", window_size=10, connect_timeout_ms=2000)
    try:
        centre = await client.connect()
    except smpp34.SmppError as error:
        print("REFUSED", error)
        return 3
    print("BOUND", centre.system_id)
    count: Counter[str] = Counter()
    await send_all(centre, count)
    await listen(centre, count, seconds)
    await centre.unbind()
    await client.stop()
    print("RESULT", json.dumps(count))
    return 0 if count["ok"] else 1


def main(port: str, user: str = "smppclient", password: str = "password", seconds: str = "2") -> int:
    """Run it."""
    return asyncio.run(talk(int(port), user, password, float(seconds)))


if __name__ == "__main__":
    status = main(*sys.argv[1:])
    sys.stdout.flush()
    os._exit(status)  # its threads do not survive the end of the interpreter
