"""Rules about user data headers, the sar TLVs, and how much text a part may hold."""

from __future__ import annotations

from collections.abc import Iterator

from smppconsole.smpp.coding import ALPHABETS
from smppconsole.smpp.content import segment_of
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.lint_examples import submit, tlv
from smppconsole.smpp.lint_rule import Case, LintRule, Spot
from smppconsole.smpp.said import said
from smppconsole.smpp.segment import MOST_PARTS, capacity, unit_name
from smppconsole.smpp.udh import concatenation, read_udh

_SAR = (0x020C, 0x020E, 0x020F)
_PORTS = (0x020A, 0x020B)
_FIRST_ELEMENTS = frozenset((0x00, 0x04, 0x05, 0x08, 0x24, 0x25))
_SMALLEST_HEADER = 3
_HEADER_OF_CENTRE = 6  # what a centre puts before a part that sar TLVs tell


def _header_unannounced(case: Case) -> Iterator[Spot]:
    content = case.content
    if content is None or case.has_header or len(content.octets) < _SMALLEST_HEADER + 1:
        return
    if content.octets[0] < _SMALLEST_HEADER or content.octets[1] not in _FIRST_ELEMENTS:
        return
    header = read_udh(content.octets)
    if not header.problems and header.size < len(content.octets):
        names = ", ".join(element.name for element in header.elements)
        words = said("The text begins like a user data header ({names}), and esm_class does not say so.", names=names)
        yield Spot(content.offset, header.size, words)


def _header_announced(case: Case) -> Iterator[Spot]:
    content = case.content
    if content is None or not case.has_header:
        return
    if not content.octets:
        yield case.spot("esm_class", said("esm_class announces a user data header, and there is no text at all."))
    elif content.octets[0] + 1 > len(content.octets):
        claimed, follow = content.octets[0], len(content.octets) - 1
        words = said(
            "esm_class announces a user data header; its first octet claims {claimed} more, {follow} follow.",
            claimed=claimed,
            follow=follow,
        )
        yield case.content_spot(words)


def _header_problems(case: Case) -> Iterator[Spot]:
    content = case.content
    if content is None or content.header is None or content.octets[0] + 1 > len(content.octets):
        return
    for problem in content.header.problems:
        yield Spot(content.offset, content.header.size, said("In the user data header: {problem}.", problem=problem))


def _header_and_sar(case: Case) -> Iterator[Spot]:
    if case.has_header:
        for held in case.tlvs:
            if held.row.tag in (*_SAR, *_PORTS):
                yield held.spot(
                    said("{name} stands beside a user data header; only one of the two may say it.", name=held.row.name)
                )


def _single_part(case: Case) -> Iterator[Spot]:
    segment = segment_of(case.decoded)
    if segment is not None and segment.total == 1:
        yield case.content_spot(said("The message is marked as part 1 of 1."))


def _sar_incomplete(case: Case) -> Iterator[Spot]:
    present = [held for held in case.tlvs if held.row.tag in _SAR]
    if present and len({held.row.tag for held in present}) < len(_SAR):
        yield present[0].spot(
            said("The three sar TLVs go together, and one or two are missing: receivers ignore them.")
        )


def _sar_range(case: Case) -> Iterator[Spot]:
    total, number = case.tlv(_SAR[1]), case.tlv(_SAR[2])
    if total is not None and number is not None and not 1 <= number.number <= total.number:
        yield number.spot(
            said("sar_segment_seqnum says part {number} of {number_2}.", number=number.number, number_2=total.number)
        )


def _ports_half(case: Case) -> Iterator[Spot]:
    present = [held for held in case.tlvs if held.row.tag in _PORTS]
    if len({held.row.tag for held in present}) == 1:
        yield present[0].spot(said("{name} stands alone; ports go in pairs.", name=present[0].row.name))


def _part_too_long(case: Case) -> Iterator[Spot]:
    if case.content is None or case.content.carrier != "short_message" or not _in_parts(case):
        return
    header = case.content.header.size if case.content.header else _HEADER_OF_CENTRE
    yield from _over(case, capacity(case.content.text.alphabet, header), said("this part"))


def _message_too_long(case: Case) -> Iterator[Spot]:
    if case.content is None or case.content.carrier != "short_message" or _in_parts(case):
        return
    header = case.content.header.size if case.content.header else 0
    yield from _over(case, capacity(case.content.text.alphabet, header), said("one message"))


def _in_parts(case: Case) -> bool:
    return segment_of(case.decoded) is not None


def _over(case: Case, room: int, what: str) -> Iterator[Spot]:
    units = _units(case)
    if case.content is not None and units > room:
        name = unit_name(case.content.text.alphabet)
        yield case.text_spot(
            said("The text has {units} {name}; {what} holds {room}.", units=units, name=name, what=what, room=room)
        )


def _units(case: Case) -> int:
    """How many units the text takes over the air; packed text is counted in septets."""
    if case.content is None:
        return 0
    size, alphabet = len(case.content.text_octets), case.content.text.alphabet
    return 8 * size // 7 if alphabet == "gsm7-packed" else size // ALPHABETS[alphabet].unit_octets


def _payload_too_long(case: Case) -> Iterator[Spot]:
    if case.content is None or case.content.carrier == "short_message":
        return
    room = capacity(case.content.text.alphabet, 6) * MOST_PARTS
    yield from _over(case, room, said("the longest message of {most_parts} parts", most_parts=MOST_PARTS))


def _cut_escape(case: Case) -> Iterator[Spot]:
    content = case.content
    if content is not None and content.text.alphabet == "gsm7" and content.text_octets.endswith(b"\x1b"):
        last = len(content.text_octets) - 1
        yield case.text_spot(said("The text ends in the middle of an escape: its character is torn."), last)


def _cut_surrogate(case: Case) -> Iterator[Spot]:
    content = case.content
    if content is None or content.text.alphabet != "ucs2" or len(content.text_octets) % 2:
        return
    last, first = content.text_octets[-2:-1], content.text_octets[:1]
    if b"\xd8" <= last <= b"\xdb":
        yield case.text_spot(said("The text ends in the middle of a surrogate pair."), len(content.text_octets) - 2)
    if b"\xdc" <= first <= b"\xdf":
        yield case.text_spot(said("The text begins in the middle of a surrogate pair."), 0, 2)


def _same_header_twice(case: Case) -> Iterator[Spot]:
    content = case.content
    if content is None or content.header is None or concatenation(content.header) is None:
        return
    inner = read_udh(content.text_octets)
    if not inner.problems and concatenation(inner) is not None and inner.size < len(content.text_octets):
        yield case.text_spot(said("Behind the user data header another one follows, as text."), 0, inner.size)


_WITH_TEXT = frozenset(("submit_sm", "submit_multi", "deliver_sm", "data_sm"))
_SUBMITS = frozenset(("submit_sm", "submit_multi"))
_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_PART = bytes.fromhex("0500030a0201")

RULES: tuple[LintRule, ...] = (
    LintRule(
        "udh-without-udhi",
        _ERROR,
        "SMPP 3.4, 5.2.12",
        "A user data header is announced by bit 6 of esm_class (0x40).",
        "Set 0x40 in esm_class; without it the phone shows the header as strange characters.",
        _header_unannounced,
        submit(short_message=_PART + b"Hello"),
        submit(short_message=_PART + b"Hello", esm_class=0x40),
        _WITH_TEXT,
    ),
    LintRule(
        "udhi-without-udh",
        _ERROR,
        "SMPP 3.4, 5.2.12",
        "Where esm_class has 0x40 the text begins with a user data header.",
        "Clear 0x40, or put the header before the text.",
        _header_announced,
        submit(esm_class=0x40),
        submit(esm_class=0x40, short_message=_PART + b"Hello"),
        _WITH_TEXT,
    ),
    LintRule(
        "udh-wrong",
        _WARNING,
        "3GPP TS 23.040, 9.2.3.24",
        "The elements of a user data header have the lengths and values of the standard.",
        "Compare UDHL and the lengths of the elements with their octets.",
        _header_problems,
        submit(esm_class=0x40, short_message=bytes.fromhex("0500030a0203") + b"Hello"),
        submit(esm_class=0x40, short_message=_PART + b"Hello"),
        _WITH_TEXT,
    ),
    LintRule(
        "udh-and-sar",
        _WARNING,
        "SMPP 3.4, 5.3.2.22",
        "Parts and ports are told by a user data header or by TLVs, not by both.",
        "Take the TLVs away; centres answer ESME_RINVESMCLASS or ESME_ROPTPARNOTALLWD.",
        _header_and_sar,
        submit(tlv(0x020C, "000a"), tlv(0x020E, "02"), tlv(0x020F, "01"), esm_class=0x40, short_message=_PART + b"Hi"),
        submit(tlv(0x020C, "000a"), tlv(0x020E, "02"), tlv(0x020F, "01")),
        _WITH_TEXT,
    ),
    LintRule(
        "single-part",
        _NOTE,
        "3GPP TS 23.040, 9.2.3.24.1",
        "A message of one part needs no concatenation.",
        "Leave the header away: the text gains its room.",
        _single_part,
        submit(esm_class=0x40, short_message=bytes.fromhex("0500030a0101") + b"Hello"),
        submit(),
        _WITH_TEXT,
    ),
    LintRule(
        "sar-incomplete",
        _WARNING,
        "SMPP 3.4, 5.3.2.22",
        "sar_msg_ref_num, sar_total_segments and sar_segment_seqnum go together.",
        "Send all three.",
        _sar_incomplete,
        submit(tlv(0x020C, "000a"), tlv(0x020E, "02")),
        submit(tlv(0x020C, "000a"), tlv(0x020E, "02"), tlv(0x020F, "01")),
        _WITH_TEXT,
    ),
    LintRule(
        "sar-range",
        _WARNING,
        "SMPP 3.4, 5.3.2.24",
        "sar_segment_seqnum is 1 to sar_total_segments.",
        "Number the parts from 1.",
        _sar_range,
        submit(tlv(0x020C, "000a"), tlv(0x020E, "02"), tlv(0x020F, "00")),
        submit(tlv(0x020C, "000a"), tlv(0x020E, "02"), tlv(0x020F, "02")),
        _WITH_TEXT,
    ),
    LintRule(
        "ports-half",
        _NOTE,
        "SMPP 3.4, 5.3.2.20",
        "source_port and destination_port go together.",
        "Send both; 0 where there is no port.",
        _ports_half,
        submit(tlv(0x020B, "0b84")),
        submit(tlv(0x020A, "23f0"), tlv(0x020B, "0b84")),
        _WITH_TEXT,
    ),
    LintRule(
        "part-too-long",
        _WARNING,
        "3GPP TS 23.040, 9.2.3.24.1",
        "A part with its header fits into 140 octets over the air.",
        "Cut the text at 153 septets, 134 octets or 67 UCS-2 units with an 8-bit reference.",
        _part_too_long,
        submit(esm_class=0x40, short_message=_PART + b"x" * 154),
        submit(esm_class=0x40, short_message=_PART + b"x" * 153),
        _SUBMITS,
    ),
    LintRule(
        "message-too-long",
        _WARNING,
        "3GPP TS 23.040, 9.2.3.16",
        "A message without parts holds 160 septets, 140 octets or 70 UCS-2 units.",
        "Send it in parts or in message_payload; centres split, refuse or cut it.",
        _message_too_long,
        submit(short_message=b"x" * 161),
        submit(short_message=b"x" * 160),
        _SUBMITS,
    ),
    LintRule(
        "payload-too-long",
        _WARNING,
        "3GPP TS 23.040, 9.2.3.24.1",
        "A long message has 255 parts at most.",
        "Shorten the text; centres take much less as a rule.",
        _payload_too_long,
        submit(tlv(0x0424, "78" * 39016), short_message=b""),
        submit(tlv(0x0424, "78" * 300), short_message=b""),
        _WITH_TEXT,
    ),
    LintRule(
        "cut-escape",
        _WARNING,
        "3GPP TS 23.038, 6.2.1.1",
        "No part ends between an escape (0x1B) and its character.",
        "Cut one septet earlier.",
        _cut_escape,
        submit(esm_class=0x40, short_message=_PART + b"Hello\x1b"),
        submit(esm_class=0x40, short_message=_PART + b"Hello\x1be"),
        _WITH_TEXT,
    ),
    LintRule(
        "cut-surrogate",
        _WARNING,
        "3GPP TS 23.040, 9.2.3.24.1",
        "No part ends inside a surrogate pair.",
        "Cut one unit earlier: an emoji is two units of UCS-2.",
        _cut_surrogate,
        submit(data_coding=8, esm_class=0x40, short_message=_PART + bytes.fromhex("0041d83d")),
        submit(data_coding=8, esm_class=0x40, short_message=_PART + bytes.fromhex("0041d83dde00")),
        _WITH_TEXT,
    ),
    LintRule(
        "udh-twice",
        _WARNING,
        "3GPP TS 23.040, 9.2.3.24",
        "A message has one user data header.",
        "Find out who adds the second one: a library and its caller, or a gateway on the way.",
        _same_header_twice,
        submit(esm_class=0x40, short_message=_PART + _PART + b"Hello"),
        submit(esm_class=0x40, short_message=_PART + b"Hello"),
        _WITH_TEXT,
    ),
)
