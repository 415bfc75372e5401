from smppconsole.smpp.spec.commands import DEST_ADDRESS, MESSAGE_ID
from smppconsole.smpp.spec.model import BitGroup, BitSet, TlvKind, TlvSpec, ValueSet, Version

STATES = ValueSet("states", {0: "off", 1: "on"}, ((10, 19, "for vendors"),))
BITS = BitSet("bits", (BitGroup("speed", 0x03, {0: "slow", 1: "fast"}), BitGroup("count", 0xF0, {})))


def tlv(minimum: int, maximum: int, sizes: tuple[int, ...] = ()) -> TlvSpec:
    return TlvSpec(1, "a", TlvKind.OCTETS, minimum, maximum, None, Version.V34, False, "", "", sizes)


def test_a_value_has_the_words_of_its_name_or_of_its_range() -> None:
    assert [STATES.word(value) for value in (0, 1, 15, 2)] == ["off", "on", "for vendors", "reserved"]
    assert STATES.knows(1)
    assert not STATES.knows(15)


def test_bit_groups_say_what_is_set() -> None:
    assert BITS.word(0x00) == "slow"
    assert BITS.word(0x01) == "fast"
    assert BITS.word(0x31) == "fast, count 3"
    assert BITS.word(0x02) == "speed 0x02 reserved"


def test_versions_have_words() -> None:
    assert [version.words for version in Version] == ["3.3", "3.4", "5.0"]


def test_a_list_knows_the_fields_of_its_items() -> None:
    assert DEST_ADDRESS.item_heads == {"dest_flag"}
    assert DEST_ADDRESS.item_names == {"dest_flag", "dest_addr_ton", "dest_addr_npi", "destination_addr", "dl_name"}
    assert MESSAGE_ID.item_names == frozenset()


def test_a_tlv_knows_which_sizes_fit() -> None:
    assert [tlv(2, 4).fits(size) for size in (1, 2, 4, 5)] == [False, True, True, False]
    assert [tlv(1, 4, (1, 4)).fits(size) for size in (1, 2, 4)] == [True, False, True]
    assert tlv(1, 1).sizes_in_words == "1 is"
    assert tlv(2, 23).sizes_in_words == "2 to 23 are"
    assert tlv(1, 4, (1, 4)).sizes_in_words == "1 or 4 are"
