from __future__ import annotations

from io import FileIO
from pathlib import Path

from smppconsole.trace.arena import CHUNK, Arena


def test_what_is_put_in_comes_out_again() -> None:
    arena = Arena()
    places = [arena.add(bytes([number]) * (number + 1)) for number in range(200)]
    assert [arena.read(place, number + 1) for number, place in enumerate(places)] == [
        bytes([number]) * (number + 1) for number in range(200)
    ]


def test_many_are_read_as_each_is(tmp_path: Path) -> None:
    arena = Arena()
    lengths = [*range(200), CHUNK, 7, CHUNK - 3, 9]
    near = [arena.add(bytes([number & 255]) * length) for number, length in enumerate(lengths)]
    path = tmp_path / "octets"
    path.write_bytes(bytes(range(256)) * 400)
    with FileIO(path) as file:
        base = arena.adopt(file, path.stat().st_size)
        filed = [base + 16 * number for number in range(60)]
        for places, sizes in (
            (near, lengths),
            (near[:200], lengths[:200]),
            (near[199::-1], lengths[199::-1]),
            (filed, [16] * 60),
            ([filed[0], base + 102_000], [5, 400]),
            ([*near[3:9], *filed], [*lengths[3:9], *[16] * 60]),
            ([], []),
        ):
            expected = [arena.read(place, size) for place, size in zip(places, sizes, strict=True)]
            assert arena.read_all(places, sizes) == expected


def test_nothing_lies_across_two_chunks() -> None:
    arena = Arena()
    piece = b"x" * (CHUNK // 3 + 1)
    places = [arena.add(piece) for _ in range(5)]
    assert all(arena.read(place, len(piece)) == piece for place in places)
    assert len({place >> 40 for place in places}) == 3


def test_something_larger_than_a_chunk_has_one_of_its_own() -> None:
    arena = Arena()
    arena.add(b"before")
    place = arena.add(b"y" * (CHUNK + 5))
    after = arena.add(b"after")
    assert arena.read(place, CHUNK + 5) == b"y" * (CHUNK + 5)
    assert arena.read(after, 5) == b"after"


def test_windows_show_all_octets_once_but_for_the_overlap() -> None:
    arena = Arena()
    for number in range(50):
        arena.add(bytes([number]) * 100)
    seen = list(arena.windows(overlap=10, size=1000))
    joined = seen[0][1] + b"".join(octets[10:] for _, octets in seen[1:])
    assert joined == b"".join(bytes([number]) * 100 for number in range(50))


def test_a_file_holds_octets_beside_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "octets"
    path.write_bytes(bytes(range(256)) * 4096)
    arena = Arena()
    arena.add(b"in memory")
    with FileIO(path) as file:
        base = arena.adopt(file, path.stat().st_size)
        later = arena.add(b"in memory again")
        assert arena.read(base + 256 * 4000 + 5, 3) == b"\5\6\7"
        assert arena.read(base + 1, 4) == b"\1\2\3\4"
        assert arena.read(later, 15) == b"in memory again"
        assert sum(len(octets) for _, octets in arena.windows()) == 256 * 4096 + 9 + 15


def test_a_file_that_shrank_or_closed_gives_fewer_octets_and_no_error(tmp_path: Path) -> None:
    path = tmp_path / "octets"
    path.write_bytes(b"0123456789")
    arena = Arena()
    file = FileIO(path, "r+")
    base = arena.adopt(file, 10)
    file.truncate(4)
    assert arena.read(base + 2, 6) == b"23"
    file.close()
    assert arena.read(base + 8, 2) == b""
