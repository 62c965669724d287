"""Reading the rights of the person and of dependants under 16."""

from wire.calls.call import Call, SessionLevel
from wire.rights import Droits

RIGHTS: Call[None, Droits] = Call("rights", "GET", "/v1/rights", None, Droits, SessionLevel.CODE)
