"""The commands, one row each: id, fields in wire order, answer, TLVs of each version.

Fields that occur in several commands are written once, in the blocks above the rows. A response has the id of its
request with bit 31 set; outbind and alert_notification have none, generic_nack answers nothing in particular.
"""

from __future__ import annotations

from types import MappingProxyType

from smppconsole.smpp.spec import values
from smppconsole.smpp.spec.model import CommandSpec, FieldSpec, Group, Kind, Meaning, Sender, Version
from smppconsole.smpp.spec.tlvs import TLVS

ESME = Sender.ESME
CENTRE = Sender.CENTRE
BOTH = Sender.BOTH
V33 = Version.V33
V34 = Version.V34
V50 = Version.V50


def _number(name: str, words: str, meaning: Meaning | None = None, group: Group = Group.FLAGS) -> FieldSpec:
    return FieldSpec(name, Kind.INT, size=1, meaning=meaning, group=group, words=words)


def _string(name: str, maximum: int, words: str, group: Group = Group.FLAGS) -> FieldSpec:
    return FieldSpec(name, Kind.CSTRING, maximum=maximum, group=group, words=words)


def _time(name: str, words: str) -> FieldSpec:
    return FieldSpec(name, Kind.TIME, maximum=17, words=words)


# --- Header ---------------------------------------------------------------------------------------------------------

HEADER: tuple[FieldSpec, ...] = (
    FieldSpec("command_length", Kind.INT, size=4, group=Group.HEADER, words="Octets of the whole PDU, these included."),
    FieldSpec("command_id", Kind.INT, size=4, group=Group.HEADER, words="Which command this is; bit 31 marks answers."),
    FieldSpec("command_status", Kind.INT, size=4, group=Group.HEADER, words="Outcome, in answers; 0 in requests."),
    FieldSpec("sequence_number", Kind.INT, size=4, group=Group.HEADER, words="Ties an answer to its request."),
)

# --- Fields ---------------------------------------------------------------------------------------------------------

SYSTEM_ID = _string("system_id", 16, "Name of the account, or of the centre in an answer.")
PASSWORD = _string("password", 9, "Password; eight characters at most by the standard, some centres take more.")
SYSTEM_TYPE = _string("system_type", 13, "Kind of client; most centres ignore it.")
INTERFACE_VERSION = _number("interface_version", "SMPP version of the client.", values.INTERFACE_VERSION)
SERVICE_TYPE = _string("service_type", 6, "Service that the message belongs to; empty for the default.")
MESSAGE_ID = _string("message_id", 65, "Id that the centre gave to the message.")
SOURCE_TON = _number("source_addr_ton", "Type of the sender's number.", values.TON, Group.ADDRESS)
SOURCE_NPI = _number("source_addr_npi", "Numbering plan of the sender.", values.NPI, Group.ADDRESS)
SOURCE = _string("source_addr", 21, "Sender; empty leaves it to the centre.", Group.ADDRESS)
SOURCE_LONG = _string("source_addr", 65, "Sender; empty leaves it to the centre.", Group.ADDRESS)
DEST_TON = _number("dest_addr_ton", "Type of the recipient's number.", values.TON, Group.ADDRESS)
DEST_NPI = _number("dest_addr_npi", "Numbering plan of the recipient.", values.NPI, Group.ADDRESS)
DESTINATION = _string("destination_addr", 21, "Recipient.", Group.ADDRESS)
DESTINATION_LONG = _string("destination_addr", 65, "Recipient.", Group.ADDRESS)
ESME_TON = _number("esme_addr_ton", "Type of the number of the waiting client.", values.TON, Group.ADDRESS)
ESME_NPI = _number("esme_addr_npi", "Numbering plan of the waiting client.", values.NPI, Group.ADDRESS)
ESME_ADDRESS = _string("esme_addr", 65, "Address of the client that asked to be told.", Group.ADDRESS)
ESM_CLASS = _number("esm_class", "Mode, type and features of the message.", values.ESM_CLASS)
PROTOCOL_ID = _number("protocol_id", "GSM protocol identifier.", values.PROTOCOL_ID)
PRIORITY_FLAG = _number("priority_flag", "Priority of the message.", values.PRIORITY_FLAG)
SCHEDULE = _time("schedule_delivery_time", "When to start delivering; empty means now.")
VALIDITY = _time("validity_period", "When to give up; empty leaves it to the centre.")
REGISTERED_DELIVERY = _number("registered_delivery", "Receipts that are asked for.", values.REGISTERED_DELIVERY)
REPLACE_FLAG = _number(
    "replace_if_present_flag", "Whether to replace a pending message.", values.REPLACE_IF_PRESENT_FLAG
)
DATA_CODING = _number("data_coding", "Alphabet of the text.", values.DATA_CODING, Group.TEXT)
DEFAULT_MESSAGE = _number("sm_default_msg_id", "A text that the centre keeps.", values.SM_DEFAULT_MSG_ID)
SM_LENGTH = _number("sm_length", "Octets of short_message; 254 at most in 3.4, 255 in 5.0.", group=Group.TEXT)
SHORT_MESSAGE = FieldSpec(
    "short_message",
    Kind.OCTETS,
    maximum=255,
    length_from="sm_length",
    group=Group.TEXT,
    words="The text, its user data header included.",
)
WANTED_LENGTH = _number("sm_length", "How many octets of the text are wanted.")
FINAL_DATE = _time("final_date", "When the message became final; empty before. Some centres send 12 digits.")
MESSAGE_STATE = _number("message_state", "State of the message.", values.MESSAGE_STATE)
ERROR_CODE = _number("error_code", "Error of the network; its meaning is the network's own.")
NUMBER_OF_DESTS = _number("number_of_dests", "How many destinations follow; 254 at most in 3.4.", group=Group.ADDRESS)
NO_UNSUCCESS = _number("no_unsuccess", "How many destinations failed.", group=Group.ADDRESS)
NUM_MESSAGES = _number("num_messages", "How many messages.")

DEST_FLAG = _number("dest_flag", "Address or distribution list.", values.DEST_FLAG, Group.ADDRESS)
LIST_NAME = _string("dl_name", 21, "Name of a distribution list.", Group.ADDRESS)
DEST_ADDRESS = FieldSpec(
    "dest_address",
    Kind.LIST,
    count_from="number_of_dests",
    items=MappingProxyType({1: (DEST_FLAG, DEST_TON, DEST_NPI, DESTINATION), 2: (DEST_FLAG, LIST_NAME)}),
    group=Group.ADDRESS,
    words="The destinations.",
)
UNSUCCESS_SME = FieldSpec(
    "unsuccess_sme",
    Kind.LIST,
    count_from="no_unsuccess",
    items=MappingProxyType(
        {
            -1: (
                DEST_TON,
                DEST_NPI,
                DESTINATION,
                FieldSpec("error_status_code", Kind.INT, size=4, group=Group.ADDRESS, words="Why it failed."),
            )
        }
    ),
    group=Group.ADDRESS,
    words="The destinations that failed.",
)
MESSAGE_IDS = FieldSpec(
    "message_ids",
    Kind.LIST,
    count_from="num_messages",
    items=MappingProxyType({-1: (_string("message_id", 9, "Id of a message, eight characters in 3.3."),)}),
    words="Ids of the last messages.",
)

# --- Blocks of fields -----------------------------------------------------------------------------------------------

BIND = (
    SYSTEM_ID,
    PASSWORD,
    SYSTEM_TYPE,
    INTERFACE_VERSION,
    _number("addr_ton", "Type of the numbers this client serves.", values.TON, Group.ADDRESS),
    _number("addr_npi", "Numbering plan of the numbers this client serves.", values.NPI, Group.ADDRESS),
    _string("address_range", 41, "Numbers this client serves, as a pattern; most centres ignore it.", Group.ADDRESS),
)
FROM = (SOURCE_TON, SOURCE_NPI, SOURCE)
TO = (DEST_TON, DEST_NPI, DESTINATION)
MESSAGE = (
    ESM_CLASS,
    PROTOCOL_ID,
    PRIORITY_FLAG,
    SCHEDULE,
    VALIDITY,
    REGISTERED_DELIVERY,
    REPLACE_FLAG,
    DATA_CODING,
    DEFAULT_MESSAGE,
    SM_LENGTH,
    SHORT_MESSAGE,
)

# --- TLVs that commands list ----------------------------------------------------------------------------------------

_TAGS = {row.name: row.tag for row in TLVS}


def _tags(names: str) -> frozenset[int]:
    return frozenset(_TAGS[name] for name in names.split())


_PORTS_AND_PARTS = _tags(
    "user_message_reference source_port destination_port sar_msg_ref_num sar_total_segments sar_segment_seqnum "
    "payload_type message_payload privacy_indicator callback_num source_subaddress dest_subaddress language_indicator"
)
_MULTI_34 = _PORTS_AND_PARTS | _tags(
    "source_addr_subunit dest_addr_subunit callback_num_pres_ind callback_num_atag display_time sms_signal "
    "ms_validity ms_msg_wait_facilities alert_on_message_delivery"
)
_SUBMIT_34 = _MULTI_34 | _tags(
    "more_messages_to_send user_response_code number_of_messages its_reply_type its_session_info ussd_service_op"
)
_DELIVER_34 = _PORTS_AND_PARTS | _tags(
    "user_response_code its_session_info network_error_code message_state receipted_message_id"
)
_DATA_34 = _MULTI_34 | _tags(
    "source_network_type source_bearer_type source_telematics_id dest_network_type dest_bearer_type "
    "dest_telematics_id more_messages_to_send qos_time_to_live set_dpf receipted_message_id message_state "
    "network_error_code user_response_code number_of_messages its_reply_type its_session_info"
)
_SUBMIT_50 = _SUBMIT_34 | _tags(
    "billing_identification dest_addr_np_country dest_addr_np_information dest_addr_np_resolution dest_bearer_type "
    "dest_network_id dest_network_type dest_node_id dest_telematics_id qos_time_to_live set_dpf source_bearer_type "
    "source_network_id source_network_type source_node_id source_telematics_id"
)
_DELIVER_50 = _DELIVER_34 | _tags(
    "callback_num_atag callback_num_pres_ind dest_addr_np_country dest_addr_np_information dest_addr_np_resolution "
    "dest_addr_subunit dest_network_id dest_node_id dpf_result its_reply_type source_addr_subunit source_network_id "
    "source_node_id ussd_service_op"
)
_BROADCAST_NEEDS = _tags(
    "broadcast_area_identifier broadcast_content_type broadcast_rep_num broadcast_frequency_interval"
)
_BROADCAST_50 = _BROADCAST_NEEDS | _tags(
    "alert_on_message_delivery broadcast_channel_indicator broadcast_content_type_info broadcast_message_class "
    "broadcast_service_group callback_num callback_num_atag callback_num_pres_ind dest_addr_subunit dest_subaddress "
    "destination_port display_time language_indicator message_payload ms_validity payload_type privacy_indicator "
    "sms_signal source_addr_subunit source_port source_subaddress user_message_reference"
)
_QUERY_BROADCAST_NEEDS = _tags("message_state broadcast_area_identifier broadcast_area_success")
_VERSION = _tags("sc_interface_version")
_CONGESTION = _tags("congestion_state")
_REASONS = _tags("additional_status_info_text delivery_failure_reason dpf_result network_error_code")
_NONE: frozenset[int] = frozenset()


def _row(
    command_id: int,
    name: str,
    sender: Sender,
    fields: tuple[FieldSpec, ...],
    section: str,
    words: str,
    *,
    since: Version = V33,
    gone: Version | None = None,
    tlvs34: frozenset[int] = _NONE,
    tlvs50: frozenset[int] = _NONE,
    needs: frozenset[int] = _NONE,
    answered: bool = True,
) -> CommandSpec:
    """A row; a 5.0 response always lists congestion_state as well, whatever ``tlvs50`` says."""
    is_answer = command_id >= 0x80000000
    tlvs50 = tlvs50 | _CONGESTION if is_answer and answered and gone is None else tlvs50
    tlvs = {version: tags for version, tags in ((V34, tlvs34), (V50, tlvs50)) if tags}
    response = command_id | 0x80000000 if answered and not is_answer else None
    return CommandSpec(
        command_id, name, fields, sender, response, since, gone, MappingProxyType(tlvs), needs, section, words
    )


COMMANDS: tuple[CommandSpec, ...] = (
    _row(0x00000001, "bind_receiver", ESME, BIND, "SMPP 3.4, 4.1.3", "Logs in to receive messages."),
    _row(0x00000002, "bind_transmitter", ESME, BIND, "SMPP 3.4, 4.1.1", "Logs in to send messages."),
    _row(0x00000003, "query_sm", ESME, (MESSAGE_ID, *FROM), "SMPP 3.4, 4.8.1", "Asks for the state of a message."),
    _row(
        0x00000004,
        "submit_sm",
        ESME,
        (SERVICE_TYPE, *FROM, *TO, *MESSAGE),
        "SMPP 3.4, 4.4.1",
        "Sends a message.",
        tlvs34=_SUBMIT_34,
        tlvs50=_SUBMIT_50,
    ),
    _row(
        0x00000005,
        "deliver_sm",
        CENTRE,
        (SERVICE_TYPE, *FROM, *TO, *MESSAGE),
        "SMPP 3.4, 4.6.1",
        "Brings a message or a receipt; a receipt has the addresses of its message the other way round.",
        tlvs34=_DELIVER_34,
        tlvs50=_DELIVER_50,
    ),
    _row(0x00000006, "unbind", BOTH, (), "SMPP 3.4, 4.2.1", "Logs out."),
    _row(
        0x00000007,
        "replace_sm",
        ESME,
        (
            MESSAGE_ID,
            *FROM,
            SCHEDULE,
            VALIDITY,
            REGISTERED_DELIVERY,
            DEFAULT_MESSAGE,
            SM_LENGTH,
            SHORT_MESSAGE,
        ),
        "SMPP 3.4, 4.10.1",
        "Replaces a pending message; its alphabet stays that of the first text.",
        tlvs50=_tags("message_payload"),
    ),
    _row(
        0x00000008,
        "cancel_sm",
        ESME,
        (SERVICE_TYPE, MESSAGE_ID, *FROM, *TO),
        "SMPP 3.4, 4.9.1",
        "Cancels a pending message, or all between two addresses where message_id is empty.",
    ),
    _row(
        0x00000009,
        "bind_transceiver",
        ESME,
        BIND,
        "SMPP 3.4, 4.1.5",
        "Logs in to send and receive messages.",
        since=V34,
    ),
    _row(
        0x0000000B,
        "outbind",
        CENTRE,
        (SYSTEM_ID, PASSWORD),
        "SMPP 3.4, 4.1.7",
        "Asks a client to bind; it answers with a bind or hangs up.",
        since=V34,
        answered=False,
    ),
    _row(0x00000015, "enquire_link", BOTH, (), "SMPP 3.4, 4.11.1", "Asks whether the peer still lives."),
    _row(
        0x00000021,
        "submit_multi",
        ESME,
        (SERVICE_TYPE, *FROM, NUMBER_OF_DESTS, DEST_ADDRESS, *MESSAGE),
        "SMPP 3.4, 4.5.1",
        "Sends one message to several destinations.",
        tlvs34=_MULTI_34,
        tlvs50=_SUBMIT_50,
    ),
    _row(
        0x00000022,
        "param_retrieve",
        ESME,
        (_string("param_name", 32, "Name of a parameter of the centre."),),
        "SMPP 3.3",
        "Asks for a parameter of the centre.",
        gone=V34,
    ),
    _row(
        0x00000023,
        "query_last_msgs",
        ESME,
        (*FROM, NUM_MESSAGES),
        "SMPP 3.3",
        "Asks for the ids of the last messages of a sender.",
        gone=V34,
    ),
    _row(
        0x00000024,
        "query_msg_details",
        ESME,
        (MESSAGE_ID, *FROM, WANTED_LENGTH),
        "SMPP 3.3",
        "Asks for a message and its state.",
        gone=V34,
    ),
    _row(
        0x00000102,
        "alert_notification",
        CENTRE,
        (SOURCE_TON, SOURCE_NPI, SOURCE_LONG, ESME_TON, ESME_NPI, ESME_ADDRESS),
        "SMPP 3.4, 4.12.1",
        "Says that a phone can be reached again.",
        since=V34,
        tlvs34=_tags("ms_availability_status"),
        tlvs50=_tags("ms_availability_status"),
        answered=False,
    ),
    _row(
        0x00000103,
        "data_sm",
        BOTH,
        (
            SERVICE_TYPE,
            SOURCE_TON,
            SOURCE_NPI,
            SOURCE_LONG,
            DEST_TON,
            DEST_NPI,
            DESTINATION_LONG,
            ESM_CLASS,
            REGISTERED_DELIVERY,
            DATA_CODING,
        ),
        "SMPP 3.4, 4.7.1",
        "Carries a message in message_payload, either way.",
        since=V34,
        tlvs34=_DATA_34,
        tlvs50=(_DATA_34 | _SUBMIT_50 | _tags("dpf_result")),
        needs=_tags("message_payload"),
    ),
    _row(
        0x00000111,
        "broadcast_sm",
        ESME,
        (
            SERVICE_TYPE,
            *FROM,
            MESSAGE_ID,
            PRIORITY_FLAG,
            SCHEDULE,
            VALIDITY,
            REPLACE_FLAG,
            DATA_CODING,
            DEFAULT_MESSAGE,
        ),
        "SMPP 5.0, 4.4.1",
        "Sends a message to all phones of some areas.",
        since=V50,
        tlvs50=_BROADCAST_50,
        needs=_BROADCAST_NEEDS,
    ),
    _row(
        0x00000112,
        "query_broadcast_sm",
        ESME,
        (MESSAGE_ID, *FROM),
        "SMPP 5.0, 4.6.1",
        "Asks for the state of a broadcast.",
        since=V50,
        tlvs50=_tags("user_message_reference"),
    ),
    _row(
        0x00000113,
        "cancel_broadcast_sm",
        ESME,
        (SERVICE_TYPE, MESSAGE_ID, *FROM),
        "SMPP 5.0, 4.6.2",
        "Cancels a broadcast.",
        since=V50,
        tlvs50=_tags("broadcast_content_type user_message_reference"),
    ),
    _row(
        0x80000000,
        "generic_nack",
        BOTH,
        (),
        "SMPP 3.4, 4.3.1",
        "Refuses a PDU that could not be read; its sequence number may be 0.",
        answered=False,
    ),
    _row(
        0x80000001,
        "bind_receiver_resp",
        CENTRE,
        (SYSTEM_ID,),
        "SMPP 3.4, 4.1.4",
        "Answers bind_receiver.",
        tlvs34=_VERSION,
        tlvs50=_VERSION,
    ),
    _row(
        0x80000002,
        "bind_transmitter_resp",
        CENTRE,
        (SYSTEM_ID,),
        "SMPP 3.4, 4.1.2",
        "Answers bind_transmitter.",
        tlvs34=_VERSION,
        tlvs50=_VERSION,
    ),
    _row(
        0x80000003,
        "query_sm_resp",
        CENTRE,
        (MESSAGE_ID, FINAL_DATE, MESSAGE_STATE, ERROR_CODE),
        "SMPP 3.4, 4.8.2",
        "Tells the state of a message.",
    ),
    _row(
        0x80000004,
        "submit_sm_resp",
        CENTRE,
        (MESSAGE_ID,),
        "SMPP 3.4, 4.4.2",
        "Answers submit_sm with the id of the message.",
        tlvs50=_REASONS,
    ),
    _row(
        0x80000005,
        "deliver_sm_resp",
        ESME,
        (MESSAGE_ID,),
        "SMPP 3.4, 4.6.2",
        "Answers deliver_sm; its message_id is empty.",
        tlvs50=_tags("additional_status_info_text delivery_failure_reason network_error_code"),
    ),
    _row(0x80000006, "unbind_resp", BOTH, (), "SMPP 3.4, 4.2.2", "Answers unbind; the connection closes then."),
    _row(0x80000007, "replace_sm_resp", CENTRE, (), "SMPP 3.4, 4.10.2", "Answers replace_sm."),
    _row(0x80000008, "cancel_sm_resp", CENTRE, (), "SMPP 3.4, 4.9.2", "Answers cancel_sm."),
    _row(
        0x80000009,
        "bind_transceiver_resp",
        CENTRE,
        (SYSTEM_ID,),
        "SMPP 3.4, 4.1.6",
        "Answers bind_transceiver.",
        since=V34,
        tlvs34=_VERSION,
        tlvs50=_VERSION,
    ),
    _row(0x80000015, "enquire_link_resp", BOTH, (), "SMPP 3.4, 4.11.2", "Answers enquire_link."),
    _row(
        0x80000021,
        "submit_multi_resp",
        CENTRE,
        (MESSAGE_ID, NO_UNSUCCESS, UNSUCCESS_SME),
        "SMPP 3.4, 4.5.2",
        "Answers submit_multi, and names the destinations that failed.",
        tlvs50=_REASONS,
    ),
    _row(
        0x80000022,
        "param_retrieve_resp",
        CENTRE,
        (_string("param_value", 101, "Value of the parameter."),),
        "SMPP 3.3",
        "Answers param_retrieve.",
        gone=V34,
    ),
    _row(
        0x80000023,
        "query_last_msgs_resp",
        CENTRE,
        (NUM_MESSAGES, MESSAGE_IDS),
        "SMPP 3.3",
        "Answers query_last_msgs.",
        gone=V34,
    ),
    _row(
        0x80000024,
        "query_msg_details_resp",
        CENTRE,
        (
            SERVICE_TYPE,
            *FROM,
            NUMBER_OF_DESTS,
            DEST_ADDRESS,
            PROTOCOL_ID,
            PRIORITY_FLAG,
            SCHEDULE,
            VALIDITY,
            REGISTERED_DELIVERY,
            DATA_CODING,
            SM_LENGTH,
            SHORT_MESSAGE,
            MESSAGE_ID,
            FINAL_DATE,
            MESSAGE_STATE,
            ERROR_CODE,
        ),
        "SMPP 3.3",
        "Answers query_msg_details.",
        gone=V34,
    ),
    _row(
        0x80000103,
        "data_sm_resp",
        BOTH,
        (MESSAGE_ID,),
        "SMPP 3.4, 4.7.2",
        "Answers data_sm.",
        since=V34,
        tlvs34=_REASONS,
        tlvs50=_REASONS,
    ),
    _row(
        0x80000111,
        "broadcast_sm_resp",
        CENTRE,
        (MESSAGE_ID,),
        "SMPP 5.0, 4.4.1",
        "Answers broadcast_sm, and names the areas that failed.",
        since=V50,
        tlvs50=_tags("broadcast_error_status broadcast_area_identifier"),
    ),
    _row(
        0x80000112,
        "query_broadcast_sm_resp",
        CENTRE,
        (MESSAGE_ID,),
        "SMPP 5.0, 4.6.1",
        "Tells the state of a broadcast.",
        since=V50,
        tlvs50=_QUERY_BROADCAST_NEEDS | _tags("broadcast_end_time user_message_reference"),
        needs=_QUERY_BROADCAST_NEEDS,
    ),
    _row(
        0x80000113,
        "cancel_broadcast_sm_resp",
        CENTRE,
        (),
        "SMPP 5.0, 4.6.2",
        "Answers cancel_broadcast_sm.",
        since=V50,
    ),
)
