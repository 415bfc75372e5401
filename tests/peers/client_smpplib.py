"""A client on smpplib's own Client: python client_smpplib.py PORT [USER PASSWORD SECONDS].

Binds as a transceiver; sends GSM 7-bit, UCS-2, a long text with a user data header and a message_payload, all with
receipts; asks for the state of the first; reads what arrives for SECONDS; unbinds. One line a thing that happened,
RESULT at the end; status 0 when a message was answered, 3 when the bind was refused.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections import Counter
from typing import Any

import smpplib.client
import smpplib.exceptions
import smpplib.gsm

SOURCE = {"source_addr_ton": 1, "source_addr_npi": 1, "source_addr": "4915112345"}
DESTINATION = {"dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": "4917012345"}


class Watcher:
    """Counts and prints what the client tells."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.ids: list[bytes] = []

    def answered(self, pdu: Any, **_: Any) -> None:
        self.count["ok" if pdu.status == 0 else "refused"] += 1
        self.ids.append(getattr(pdu, "message_id", b"") or b"")
        print("ANSWER", pdu.command, pdu.status, self.ids[-1])

    def received(self, pdu: Any, **_: Any) -> int:
        esm_class = getattr(pdu, "esm_class", 0) or 0
        self.count["receipt" if esm_class & 0x3C else pdu.command] += 1
        print("RECEIVED", pdu.command, esm_class, getattr(pdu, "short_message", b""))
        return 0

    def queried(self, pdu: Any, **_: Any) -> None:
        self.count["query"] += 1
        print("STATE", pdu.message_state, pdu.status)

    def failed(self, pdu: Any) -> None:
        self.count["error"] += 1
        print("ERROR", pdu.command, pdu.status)


def send_all(client: Any) -> None:
    """Three texts in as many parts as they need, and one message_payload."""
    for text in ("hello GSM7 @£$ {}[]", "Привет 你好", "long " * 60):
        parts, coding, esm_class = smpplib.gsm.make_parts(text)
        for part in parts:
            client.send_message(
                **SOURCE, **DESTINATION, short_message=part, data_coding=coding, esm_class=esm_class,
                registered_delivery=True, user_message_reference=77,
            )  # fmt: skip
    client.send_message(
        **SOURCE, **DESTINATION, short_message=b"", message_payload=b"payload body " * 30, registered_delivery=True
    )


def listen(client: Any, watcher: Watcher, seconds: float) -> None:
    """Read until the time is over; ask for the state of the first message once it has an id."""
    end, asked = time.monotonic() + seconds, False
    while time.monotonic() < end:
        with contextlib.suppress(TimeoutError):
            client.read_once(auto_send_enquire_link=False)
        if watcher.ids and not asked:
            asked = True
            client.query_message(message_id=watcher.ids[0].decode("latin1"), **SOURCE)


def main(port: str, user: str = "smppclient", password: str = "password", seconds: str = "2") -> int:
    """The whole conversation."""
    client = smpplib.client.Client("127.0.0.1", int(port), timeout=0.3, allow_unknown_opt_params=True)
    watcher = Watcher()
    client.set_message_sent_handler(watcher.answered)
    client.set_message_received_handler(watcher.received)
    client.set_query_resp_handler(watcher.queried)
    client.set_error_pdu_handler(watcher.failed)
    client.connect()
    try:
        client.bind_transceiver(system_id=user, password=password)
    except smpplib.exceptions.PDUError as error:
        print("REFUSED", error)
        client.disconnect()
        return 3
    print("BOUND")
    send_all(client)
    listen(client, watcher, float(seconds))
    client.unbind()
    client.disconnect()
    print("RESULT", json.dumps(watcher.count))
    return 0 if watcher.count["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
