"""A stand-in breaks the rules that its PDU breaks, and PDUs that are alike have one stand-in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

import pytest

from smppconsole.smpp.decode import decode
from smppconsole.smpp.likeness import stand_in
from smppconsole.smpp.lint import RULES, LintRule, lint
from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv
from smppconsole.smpp.reading import AS_USUAL, Reading
from tests.kit import rules_page
from tests.kit.generate import generate_pdus, mutate
from tests.kit.pdus import octets

COUNT = int(os.environ.get("SMPPCONSOLE_LIKENESS", "600"))
READINGS = [AS_USUAL, *(Reading(default_alphabet=name) for name in ("ascii", "latin1", "utf8", "gsm7-packed", "ucs2"))]
RECEIPT = "id:{} sub:001 dlvrd:001 submit date:{} done date:{} stat:{} err:{} text:{}"
TEXTS = [
    "Hello",
    "a%",
    "A\x00",
    "100%",
    "Grüße",
    "me@shop.com",
    "Привет всем",
    "Єва Їжак",
    "إلى مرحبا بكم",
    "你好 世界",
]
TEXTS += [
    "안녕 ",
    "ก ไทย",
    "😀 да",
    "да 😀",
    "всё 😀 да",
    "\ufeffда да да",
    "x" * 150,
    "x" * 165,
    "ы " * 33,
    "ы " * 60,
    "“Hi” – you",
]
CODECS = ["latin-1", "utf-16-be", "utf-16-le", "utf-8"]
HEADERS = ["", "", "050003070201", "050003070101", "060804000c0302", "050003070203", "0500", "050003070101" * 2]
ADDRESSES = [
    "Orbit",
    "12345",
    "491701234567",
    "00491701234567",
    "0171234",
    "+4917",
    "",
    "192.0.2.1",
    "Bj\xf6rn",
    "1" * 20,
]
TLVS = [Tlv(0x0204, b"\1\2"), Tlv(0x020C, b"\1\2"), Tlv(0x020E, b"\3"), Tlv(0x020F, b"\1"), Tlv(0x001E, b"4711\0")]
TLVS += [Tlv(0x001E, b"4711"), Tlv(0x0427, b"\2"), Tlv(0x1401, b"x"), Tlv(0x0424, b"Hello"), Tlv(0x0005, b"\x09")]


def broken(pdu: bytes, reading: Reading = AS_USUAL, now: int | None = None) -> set[str]:
    decoded = decode(pdu)
    seen = None if now is None else datetime.fromtimestamp(now, UTC)
    return {finding.id for finding in (*decoded.faults, *lint(decoded, reading, now=seen))}


def agrees(pdu: bytes, reading: Reading = AS_USUAL, now: int | None = None) -> bytes | None:
    like = stand_in(pdu, reading, now)
    assert like is None or broken(like, reading, now) == broken(pdu, reading, now), (pdu.hex(), like.hex())
    return like


def a_text(random: Random) -> bytes:
    if random.random() < 0.3:
        date = random.choice(["2603011430", "260301143055", "2602301430", "2603011460", "soon"])
        fields = (
            random.choice(["4711", "ab-1", "a:b", "x_y"]),
            date,
            date,
            random.choice(["DELIVRD", "PERHAPS", "ENROUTE"]),
        )
        return RECEIPT.format(*fields, random.choice(["000", "17"]), random.choice(["", "Hi", "a id:5", "ü"])).encode()
    return random.choice(TEXTS).encode(random.choice(CODECS), "replace")


def messages(seed: int, count: int) -> Iterator[bytes]:
    """Messages with all that their rules look at: texts, alphabets, headers, addresses, receipts, TLVs."""
    random = Random(seed)
    for _ in range(count):
        text = bytes.fromhex(random.choice(HEADERS)) + a_text(random)
        fields: dict[str, int | str | bytes] = {
            "source_addr_ton": random.choice([0, 1, 2, 5, 9]),
            "source_addr_npi": random.choice([0, 1, 14]),
            "source_addr": random.choice(ADDRESSES),
            "dest_addr_ton": random.choice([0, 1, 2, 5]),
            "dest_addr_npi": random.choice([0, 1, 2, 14]),
            "destination_addr": random.choice(ADDRESSES),
            "esm_class": random.choice([0, 0, 0x40, 0x40, 4, 0x44, 0x20, 8, 2]),
            "data_coding": random.choice([0, 0, 0, 1, 2, 3, 4, 8, 8, 8, 0x0E, 0x10, 0x20, 0xF0, 0xF5]),
            "validity_period": random.choice(["", "", "000001000000000R", "260301143000004+", "nonsense"]),
            "short_message": text[:255],
        }
        tlvs = tuple(random.sample(TLVS, random.choice([0, 0, 1, 2, 3])))
        name = random.choice(["submit_sm", "deliver_sm"])
        yield rules_page.octets(Pdu(name, fields, sequence=random.randrange(1, 9), tlvs=tlvs))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_stand_ins_of_its_examples_break_a_rule_as_they_do(rule: LintRule) -> None:
    for example in (rule.failing, rule.passing):
        agrees(rules_page.octets(example), rule.reading)


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.default_alphabet)
def test_so_do_generated_pdus_and_what_accidents_leave_of_them(reading: Reading) -> None:
    random = Random(5)
    for pdu in generate_pdus(11, COUNT // 4):
        agrees(pdu, reading)
        agrees(mutate(random, pdu), reading)


@pytest.mark.parametrize("reading", READINGS[:3], ids=lambda reading: reading.default_alphabet)
def test_so_do_messages_of_every_kind(reading: Reading) -> None:
    for pdu in messages(17, COUNT):
        agrees(pdu, reading)


NOW = 1_772_368_200  # 2026-03-01 12:30 UTC
TIMES = ["", "", "260301123000000+", "260301123000100+", "260301122959000+", "260301143000008+", "260301143000007+"]
TIMES += ["260301023000040-", "260302143000000+", "260228143000000-", "991231235959948+", "380101000000000+"]
TIMES += ["371231235959900+", "000001000000000R", "000002000000000R", "000000000000000R", "260231143000000+"]
TIMES += ["260301143000049+", "260301143000", "26-03-01 14:30+", "\xb2\xb201143000000++"]
NUMBERS = [*ADDRESSES, "491701234567", "491701234568", "4917", "49170", "017123456", "1234567890123456789012"]


def requests(seed: int, count: int) -> Iterator[bytes]:
    """Requests with times, payloads, many destinations, and changes of a message that is on its way."""
    random = Random(seed)
    for number in range(count):
        text = bytes.fromhex(random.choice(HEADERS)) + a_text(random)
        fields: dict[str, FieldValue] = {
            "source_addr": random.choice(NUMBERS)[:20],
            "schedule_delivery_time": random.choice(TIMES),
            "validity_period": random.choice(TIMES),
        }
        name = random.choice(["submit_sm", "submit_multi", "replace_sm", "deliver_sm", "data_sm", "alert_notification"])
        if name == "alert_notification":
            fields = {"source_addr": random.choice(NUMBERS)[:20], "esme_addr": random.choice(NUMBERS)}
        elif name == "data_sm":
            coding, kind = random.choice([0, 1, 3, 8, 8]), random.choice([0, 0, 0x40, 4])
            fields = {"destination_addr": random.choice(NUMBERS)[:20], "data_coding": coding, "esm_class": kind}
        elif name == "replace_sm":
            fields |= {"message_id": random.choice(["", "4711", "a b", "x" * 70]), "short_message": text[:255]}
        else:
            fields["esm_class"] = random.choice([0, 0, 0x40, 4, 0x44])
            fields["data_coding"] = random.choice([0, 0, 1, 3, 4, 8, 8])
            fields["short_message"] = random.choice([b"", b"", text[:255]])
        if name == "submit_multi":
            several = [random.choice(NUMBERS) for _ in range(random.choice([0, 1, 1, 2, 3, 9]))]
            fields["dest_address"] = tuple(
                {"dest_flag": 2, "dl_name": to} if random.random() < 0.1 else _one_of_many(to, random) for to in several
            )
        payload = (Tlv(0x0424, text * random.choice([0, 1, 1, 4])),) if random.random() < 0.5 else ()
        tlvs = payload + tuple(random.sample(TLVS[:6], random.choice([0, 0, 1])))
        yield rules_page.octets(Pdu(name, fields, sequence=number + 1, tlvs=() if name == "replace_sm" else tlvs))


def _one_of_many(to: str, random: Random) -> dict[str, int | str | bytes]:
    ton = random.choice([0, 1, 1, 2])
    return {"dest_flag": 1, "dest_addr_ton": ton, "dest_addr_npi": 1, "destination_addr": to}


@pytest.mark.parametrize("now", [None, NOW, NOW - 1, NOW + 86_400, 0, 4_000_000_000])
def test_so_do_requests_that_are_due_or_late(now: int | None) -> None:
    random, likes = Random(41), list[bytes | None]()
    for pdu in requests(19, COUNT):
        likes.append(agrees(pdu, now=now))
        agrees(mutate(random, pdu), now=now)
    assert (None in likes) is (now in (None, 4_000_000_000))


@pytest.mark.parametrize("reading", READINGS[1:], ids=lambda reading: reading.default_alphabet)
def test_so_do_requests_read_otherwise(reading: Reading) -> None:
    for pdu in requests(37, COUNT // 3):
        agrees(pdu, reading, NOW)


def test_requests_of_one_form_are_alike_whatever_their_numbers_times_and_texts() -> None:
    forms: dict[str, set[bytes | None]] = {}
    for number in range(1, 60):
        to = f"49171{number:07}"
        times = {"schedule_delivery_time": f"2603021430{number % 60:02}004+", "validity_period": "260304000000000+"}
        several = tuple(_one_of_many(f"49172{number + at:07}", Random(0)) for at in range(3))
        made = {
            "times": Pdu("submit_sm", {"destination_addr": to, "short_message": b"Hi", **times}),
            "payload": Pdu("submit_sm", {"destination_addr": to}, (Tlv(0x0424, b"Number %d of many" % number),)),
            "many": Pdu("submit_multi", {"dest_address": several, "short_message": b"Hi %d" % number}),
            "other": Pdu("replace_sm", {"message_id": to, "short_message": b"Now %d" % number, **times}),
            "data": Pdu("data_sm", {"source_addr": to}, (Tlv(0x0424, b"Number %d of many" % number),)),
            "alert": Pdu("alert_notification", {"source_addr": to, "esme_addr": "me"}),
            "in": Pdu("deliver_sm", {"source_addr": to}, (Tlv(0x0424, b"Number %d of many" % number),)),
        }
        for form, pdu in made.items():
            octets_ = rules_page.octets(pdu.with_sequence(number))
            forms.setdefault(form, set()).add(agrees(octets_, now=NOW))
    assert {form: len(likes) for form, likes in forms.items()} == dict.fromkeys(forms, 1)


def test_a_destination_that_is_there_twice_stays_so() -> None:
    for numbers in (("491701234567", "491701234567"), ("491701234567", "491701234568")):
        several = tuple(_one_of_many(to, Random(0)) for to in numbers)
        pdu = rules_page.octets(Pdu("submit_multi", {"dest_address": several, "short_message": b"Hi"}, sequence=1))
        assert ("destination-twice" in broken(pdu)) is (numbers[0] == numbers[1])
        agrees(pdu)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("submit_sm", {"destination_addr": "491701234567"}, {"destination_addr": "498899887766"}),
        ("submit_sm", {"short_message": b"Your code is 1234"}, {"short_message": b"Hello, world"}),
        (
            "submit_sm",
            {"esm_class": 0x40, "short_message": b"\5\0\3\7\2\1One"},
            {"esm_class": 0x40, "short_message": b"\5\0\3\x63\4\3Two"},
        ),
        ("deliver_sm", {"short_message": b"Yes"}, {"short_message": b"No: never"}),
        ("submit_sm_resp", {"message_id": "1a2b3c"}, {"message_id": "4711"}),
    ],
)
def test_what_differs_in_what_no_rule_looks_at_is_alike(
    name: str, one: dict[str, FieldValue], other: dict[str, FieldValue]
) -> None:
    both = [octets(name, number, **fields) for number, fields in enumerate((one, other), 1)]
    assert agrees(both[0]) == agrees(both[1]) != both[0]


def test_receipts_of_one_form_are_alike_with_and_without_their_tlv() -> None:
    for with_tlv in (False, True):
        likes = set()
        for name, date in (("4711", "2603011430"), ("0badcafe", "2512282359")):
            text = RECEIPT.format(name, date, date, "DELIVRD", "000", "Hello").encode()
            tlvs = (Tlv(0x001E, name.encode() + b"\0"), Tlv(0x0427, b"\2")) if with_tlv else ()
            fields = {"esm_class": 4, "short_message": text}
            likes.add(agrees(rules_page.octets(Pdu("deliver_sm", fields, sequence=1, tlvs=tlvs))))
        assert len(likes) == 1


def test_a_receipt_whose_tlv_names_another_message_stays_as_it_is() -> None:
    text = RECEIPT.format("1", "2603011430", "2603011430", "DELIVRD", "000", "Hello").encode()
    pdu = rules_page.octets(
        Pdu("deliver_sm", {"esm_class": 4, "short_message": text}, sequence=1, tlvs=(Tlv(0x001E, b"2\0"),))
    )
    assert "receipt-disagrees" in broken(pdu)
    assert agrees(pdu) == pdu


def test_what_depends_on_the_time_has_no_stand_in() -> None:
    assert stand_in(octets("submit_sm", 1, validity_period="260301143000004+")) is None
    assert stand_in(octets("submit_sm", 1, validity_period="000001000000000R")) is not None
