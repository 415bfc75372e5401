"""The composer on the right: a message from form to draft, and on its way.

``panel`` holds the ``form``, laid out from the rows of the spec with ``address_row`` and ``tlv_rows``, and folded
away the ``rare_fields`` with their ``bit_switches`` and ``time_menu``; ``sending`` checks and sends; ``sent_page`` is
the history, ``templates`` what is kept; ``redraft`` makes a draft of a PDU of the trace.
"""
