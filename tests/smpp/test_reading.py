from smppconsole.smpp.reading import AS_USUAL, Reading


def test_a_pdu_is_read_as_gsm_without_a_zone_unless_an_account_says_otherwise() -> None:
    assert Reading() == AS_USUAL
    assert (AS_USUAL.default_alphabet, AS_USUAL.zone, AS_USUAL.receipt_pattern) == ("gsm7", None, None)
