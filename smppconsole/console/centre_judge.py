"""What the rules of a centre say of the next bind and the next message; some of them count."""

from __future__ import annotations

from smppconsole.console.centre_rules import BindRules, CentreRules, Login, Rule, Submission, fits
from smppconsole.console.submissions import values_of, words
from smppconsole.smpp.decode import Decoded
from smppconsole.smpp.pdu import Pdu, Tlv

ROK, RINVCMDID, RALYBND, RBINDFAIL, RINVPASWD, RINVSYSID, RINVSYSTYP = 0, 3, 5, 0x0D, 0x0E, 0x0F, 0x53
_SC_INTERFACE_VERSION, _OUR_VERSION = 0x0210, b"\x34"
NO_RULE = Rule()


class Judge:
    """The rules with their counters."""

    def __init__(self, rules: CentreRules) -> None:
        self.rules = rules
        self._refusals = rules.bind.refuse
        self._submits = 0
        self._fitted: dict[int, int] = {}

    def link_ended_by_rules(self) -> None:
        """A link was dropped on purpose: the next binds may be refused."""
        if self._refusals >= 0:
            self._refusals += self.rules.bind.refuse_after_drop

    def bind_status(self, decoded: Decoded, bind_as: str, held: int) -> int:
        """The status for a bind request while ``held`` sessions of that system_id are bound."""
        if self._refuses():
            return self.rules.bind.status
        login = self.rules.login(words(values_of(decoded), "system_id"))
        if login is None:
            return RINVSYSID
        if login.password and login.password != words(values_of(decoded), "password"):
            return RINVPASWD
        return self._terms(decoded, bind_as, login, held)

    def _refuses(self) -> bool:
        if self._refusals > 0:
            self._refusals -= 1
            return True
        return self._refusals < 0

    def _terms(self, decoded: Decoded, bind_as: str, login: Login, held: int) -> int:
        bind = self.rules.bind
        if bind_as == "trx" and not bind.transceiver:
            return RINVCMDID
        if login.system_type and login.system_type != words(values_of(decoded), "system_type"):
            return RINVSYSTYP
        if version_of(decoded) not in bind.versions:
            return bind.version_status
        if bind_as not in login.bind_as:
            return RBINDFAIL
        return RALYBND if login.most_binds and held >= login.most_binds else ROK

    def message_status(self) -> int:
        """The status for the next message by the throttling rule, 0 for most."""
        self._submits += 1
        answers = self.rules.answers
        due = answers.throttle_every and self._submits % answers.throttle_every == 0
        return answers.throttle_status if due else ROK

    def rule_for(self, message: Submission) -> Rule:
        """The first row of the rules table that fits, or the row that changes nothing."""
        for index, rule in enumerate(self.rules.rules):
            if not fits(rule, message):
                continue
            self._fitted[index] = self._fitted.get(index, 0) + 1
            if self._fitted[index] % rule.every == 0:
                return rule
        return NO_RULE


def bind_answer(decoded: Decoded, status: int, rules: BindRules) -> Pdu:
    """The response to a bind request."""
    name = f"{decoded.command.name if decoded.command else 'bind_transceiver'}_resp"
    if status:
        return Pdu(name, status=status)
    tells = rules.say_version and version_of(decoded) != "3.3"
    return Pdu(name, {"system_id": rules.system_id}, (Tlv(_SC_INTERFACE_VERSION, _OUR_VERSION),) if tells else ())


def version_of(decoded: Decoded) -> str:
    """The interface_version of a bind in words; everything below 3.4 counts as 3.3 (SMPP 3.4, 5.2.4)."""
    value = decoded.field("interface_version")
    number = value if isinstance(value, int) else 0
    return "5.0" if number >= 0x50 else "3.4" if number >= 0x34 else "3.3"
