"""One PDU looked at closely: fields tied to octets, text lenses, findings, what smpplib says.

``panel`` holds ``head`` and ``pages``; ``fields_page`` ties ``field_tree`` to the octets; ``message_page`` tells the
message behind the PDU, by ``whole_page`` or ``receipt_page``; ``shown_pdu`` is what is looked at, as a value;
``preview`` decides what that is: the chosen row, or the composer's draft before it is sent.
"""
