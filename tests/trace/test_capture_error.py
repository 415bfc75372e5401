from __future__ import annotations

from smppconsole.trace.capture_error import CaptureError


def test_an_error_says_where_in_the_file_it_is() -> None:
    assert str(CaptureError("Damaged.")) == "Damaged."
    error = CaptureError("Damaged", at=24)
    assert error.at == 24
    assert "octet 24" in str(error)
