"""The containers of the icon hold the pictures they are given."""

import struct

import icons

PICTURES = {size: b"\x89PNG" + bytes([size % 251]) * size for size in icons.SIZES}


def test_a_windows_icon_points_at_each_picture_up_to_256_pixels() -> None:
    octets = icons.ico(PICTURES)
    reserved, kind, count = struct.unpack_from("<HHH", octets)
    assert (reserved, kind, count) == (0, 1, 7)
    for number in range(count):
        width, _, _, _, planes, bits, length, offset = struct.unpack_from("<BBBBHHII", octets, 6 + 16 * number)
        assert (planes, bits) == (1, 32)
        assert octets[offset : offset + length] == PICTURES[width or 256]


def test_a_macos_icon_is_a_chain_of_typed_pictures_that_fills_its_length() -> None:
    octets = icons.icns(PICTURES)
    assert octets[:4] == b"icns"
    (total,) = struct.unpack_from(">I", octets, 4)
    assert total == len(octets)
    position, kinds = 8, []
    while position < total:
        kind, length = octets[position : position + 4], struct.unpack_from(">I", octets, position + 4)[0]
        kinds.append(kind)
        assert octets[position + 8 : position + 12] == b"\x89PNG"
        position += length
    assert len(kinds) == len(set(kinds)) == 6
