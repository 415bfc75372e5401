"""The user data header that may stand before a message's text (3GPP TS 23.040, 9.2.3.24).

Reading is total: a wrong length is told, never raised. The elements and the ``stray`` octets together cover the header
from its second octet on, so that whoever shows it can show every octet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from smppconsole.smpp.gsm7_tables import LANGUAGES
from smppconsole.smpp.said import counted, said
from smppconsole.smpp.udh_elements import ELEMENTS, PORTS, RANGES, ElementSpec
from smppconsole.values import dataclass

CONCATENATION_8 = 0x00
CONCATENATION_16 = 0x08
PORTS_8 = 0x04
PORTS_16 = 0x05
SINGLE_SHIFT = 0x24
LOCKING_SHIFT = 0x25


@dataclass(frozen=True, slots=True)
class Segment:
    """Which part of a long message a PDU carries; ``means`` is "udh8", "udh16" or "sar"."""

    reference: int
    total: int
    number: int
    means: str


@dataclass(frozen=True, slots=True)
class Element:
    """One information element. ``offset`` counts from the header's first octet (UDHL), ``size`` is all its octets.

    ``length`` is what its length octet claims, -1 where the header ends before it; ``data`` is what is there.
    """

    iei: int
    offset: int
    size: int
    length: int
    data: bytes
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class UserDataHeader:
    """A header taken apart. ``length`` is UDHL as claimed; ``size`` the octets it takes here, UDHL's own among them."""

    length: int
    size: int
    elements: tuple[Element, ...]
    problems: tuple[str, ...]

    def element(self, iei: int) -> Element | None:
        """The last element of that kind: it counts where one is repeated (TS 23.040, 9.2.3.24)."""
        return next((element for element in reversed(self.elements) if element.iei == iei), None)

    def number(self, iei: int) -> int:
        """The value of a one-octet element such as a language; 0 where there is none."""
        found = self.element(iei)
        return found.data[0] if found is not None and len(found.data) == 1 else 0

    @property
    def locking(self) -> int:
        """Language of the locking shift table, 0 for none."""
        return self.number(LOCKING_SHIFT)

    @property
    def single(self) -> int:
        """Language of the single shift table, 0 for none."""
        return self.number(SINGLE_SHIFT)

    @property
    def fill_bits(self) -> int:
        """Zero bits between the header and packed septets, so that the text begins at a septet."""
        return -8 * self.size % 7


def read_udh(octets: bytes) -> UserDataHeader:
    """The header at the beginning of ``octets`` (which go on with the text)."""
    if not octets:
        return UserDataHeader(0, 0, (), (said("no octets for a header"),))
    length = octets[0]
    size = min(1 + length, len(octets))
    elements = tuple(_elements(octets, size))
    return UserDataHeader(length, size, elements, tuple(_problems(length, size, elements)))


def _elements(octets: bytes, size: int) -> Iterator[Element]:
    offset = 1
    while offset < size:
        element = _element(octets, offset, size)
        yield element
        offset += element.size


def _element(octets: bytes, offset: int, size: int) -> Element:
    iei = octets[offset]
    length = octets[offset + 1] if offset + 1 < size else -1
    end = min(offset + 2 + max(length, 0), size)
    data = octets[offset + 2 : end]
    return Element(iei, offset, end - offset, length, data, element_name(iei), _meaning(iei, data))


def element_name(iei: int) -> str:
    """What the standard calls an element, in words; the range it lies in where it has no name."""
    spec = ELEMENTS.get(iei)
    if spec is not None:
        return spec.name
    return next((words for first, last, words in RANGES if first <= iei <= last), "reserved")


def _problems(length: int, size: int, elements: tuple[Element, ...]) -> Iterator[str]:
    if 1 + length > size:
        yield said("the header claims {length} octets, {size} follow", length=length, size=size - 1)
    if length == 0:
        yield said("the header is empty")
    for element in elements:
        yield from _element_problems(element)
    yield from _repetitions(elements)
    kinds = {element.iei for element in elements}
    for one, other in ((CONCATENATION_8, CONCATENATION_16), (PORTS_8, PORTS_16)):
        if {one, other} <= kinds:
            yield said(
                "{element_name} and {element_name_2} exclude each other",
                element_name=element_name(one),
                element_name_2=element_name(other),
            )


def _element_problems(element: Element) -> Iterator[str]:
    if element.length < 0:
        yield said("one octet 0x{iei:02X} is left over at the end of the header", iei=element.iei)
        return
    if element.length > len(element.data):
        yield said(
            "{name} claims {length} octets, {data} are left",
            name=element.name,
            length=element.length,
            data=len(element.data),
        )
    wanted = _spec(element.iei).length
    if wanted is not None and element.length != wanted:
        yield said(
            "{name} has length {length}, it should be {wanted}", name=element.name, length=element.length, wanted=wanted
        )
    elif wanted is not None and len(element.data) == wanted:
        yield from _value_problems(element)


def _value_problems(element: Element) -> Iterator[str]:
    if element.iei in (CONCATENATION_8, CONCATENATION_16):
        total, number = element.data[-2], element.data[-1]
        if not 1 <= number <= total:
            yield said(
                "{name} says part {number} of {total}: receivers ignore it",
                name=element.name,
                number=number,
                total=total,
            )
    if element.iei in (SINGLE_SHIFT, LOCKING_SHIFT) and element.data[0] not in LANGUAGES:
        yield said("{name} names language {data}, which is reserved", name=element.name, data=element.data[0])


def _repetitions(elements: tuple[Element, ...]) -> Iterator[str]:
    seen: set[int] = set()
    told: set[int] = set()
    for element in elements:
        if element.iei in seen and element.iei not in told and not _spec(element.iei).repeats:
            told.add(element.iei)
            yield said("{name} is there more than once: the last one counts", name=element.name)
        seen.add(element.iei)


_UNKNOWN = ElementSpec("", None, True)


def _spec(iei: int) -> ElementSpec:
    return ELEMENTS.get(iei, _UNKNOWN)


def concatenation(header: UserDataHeader) -> Segment | None:
    """Which part of a long message the header says this is; None without a valid concatenation element."""
    for iei, size, means in ((CONCATENATION_8, 3, "udh8"), (CONCATENATION_16, 4, "udh16")):
        element = header.element(iei)
        if element is None or len(element.data) != size or element.length != size:
            continue
        total, number = element.data[-2], element.data[-1]
        if 1 <= number <= total:
            return Segment(int.from_bytes(element.data[:-2], "big"), total, number, means)
    return None


def write_concatenation(reference: int, total: int, number: int, wide: bool = False) -> bytes:
    """The element (without UDHL) that says "part ``number`` of ``total``"; ``wide`` takes a 16-bit reference.

    The reference keeps its low 8 or 16 bits. Raises ValueError for a part that cannot be: 1 <= number <= total <= 255.
    """
    if not 1 <= number <= total <= 255:
        raise ValueError(f"part {number} of {total} cannot be written: 1 to 255 parts, numbered from 1")
    if wide:
        return bytes((CONCATENATION_16, 4, reference >> 8 & 0xFF, reference & 0xFF, total, number))
    return bytes((CONCATENATION_8, 3, reference & 0xFF, total, number))


def write_shift(single: int = 0, locking: int = 0) -> bytes:
    """The elements (without UDHL) that name national tables; empty where both are 0."""
    shifts = ((SINGLE_SHIFT, single), (LOCKING_SHIFT, locking))
    return b"".join(bytes((iei, 1, language)) for iei, language in shifts if language)


def with_length(elements: bytes) -> bytes:
    """A whole header: UDHL before the elements; nothing where there are none. Raises ValueError above 255 octets."""
    if len(elements) > 255:
        raise ValueError(f"a user data header has at most 255 octets, not {len(elements)}")
    return bytes((len(elements),)) + elements if elements else b""


def _meaning(iei: int, data: bytes) -> str:
    spec = ELEMENTS.get(iei)
    writer = _MEANINGS.get(iei)
    if writer is None or spec is None or len(data) != spec.length:
        return ""
    return writer(data)


def _concatenation_words(data: bytes) -> str:
    return said(
        "part {number} of {total}, reference {reference}",
        number=data[-1],
        total=data[-2],
        reference=int.from_bytes(data[:-2], "big"),
    )


def _port_words(data: bytes) -> str:
    half = len(data) // 2
    return said("to {destination}, from {source}", destination=_port(data[:half]), source=_port(data[half:]))


def _port(data: bytes) -> str:
    number = int.from_bytes(data, "big")
    name = PORTS.get(number)
    return said("port {number} ({name})", number=number, name=name) if name else said("port {number}", number=number)


def _indication_words(data: bytes) -> str:
    kind = (said("voice"), said("fax"), said("e-mail"), said("other"))[data[0] & 3]
    stored = said("stored") if data[0] & 0x80 else said("discarded")
    return counted(
        "1 {kind} message waiting, text is {stored}, profile {profile}",
        "{count} {kind} messages waiting, text is {stored}, profile {profile}",
        data[1],
        kind=kind,
        stored=stored,
        profile=1 + (data[0] >> 5 & 3),
    )


def _language_words(data: bytes) -> str:
    return LANGUAGES.get(data[0], said("language {data}, reserved", data=data[0]))


def _source_words(data: bytes) -> str:
    words = {
        1: said("made by the original sender"),
        2: said("made by the original receiver"),
        3: said("made by the centre"),
    }
    return words.get(data[0], "reserved")


_MEANINGS: Mapping[int, Callable[[bytes], str]] = {
    CONCATENATION_8: _concatenation_words,
    0x01: _indication_words,
    PORTS_8: _port_words,
    PORTS_16: _port_words,
    0x07: _source_words,
    CONCATENATION_16: _concatenation_words,
    SINGLE_SHIFT: _language_words,
    LOCKING_SHIFT: _language_words,
}
