"""The rooms behind each kind of list."""

from collections.abc import Mapping

from landlord_watch.imports.registers.dwellings import Dwellings
from landlord_watch.imports.registers.landlords import Landlords
from landlord_watch.imports.registers.offered_rents import OfferedRents
from landlord_watch.imports.registers.payments import Payments
from landlord_watch.imports.registers.tenancies import Tenancies
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.imports.writing import Register

REGISTERS: Mapping[KindName, Register] = {
    register.kind.name: register
    for register in (Landlords(), Dwellings(), OfferedRents(), Tenancies(), Payments())
}

__all__ = ["REGISTERS"]
