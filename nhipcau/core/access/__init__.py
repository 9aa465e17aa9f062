"""Who may do what: the only place where an object is looked up on somebody's behalf.

Everything is denied unless a line here allows it. Accounts hold roles bound to a unit and reach what is hosted by
that unit or below it, and the sites of those units and of their organs; a role at an organ reaches the sites of that
organ alone; a site (a machine that gave the right PIN) reaches itself alone; the system reaches all. A role holds at
all rows of its unit, before and after a renaming (`organs.models.reach`).
An object that may not be seen is answered like one that does not exist.
"""

from nhipcau.core.access.accounts import (
    access_account,
    access_accounts,
    access_invitation,
    administered_accounts,
    administered_invitations,
)
from nhipcau.core.access.actors import (
    ROLE_NEEDS,
    Actor,
    Need,
    actor_of,
    may,
    reachable_unit_paths,
    rights_looked_up_once,
    roles_at_organs,
    roles_of,
    system,
)
from nhipcau.core.access.bundles import access_bundle
from nhipcau.core.access.conferences import (
    access_conference,
    access_own_site,
    access_paper,
    access_site,
    own_sites,
    visible_conferences,
)
from nhipcau.core.access.messages import access_message, access_messages, administered_messages, prepared_messages
from nhipcau.core.access.papers import access_delivery, access_registers, access_written, own_deliveries, written_papers
from nhipcau.core.access.units import (
    access_organ,
    access_room,
    access_unit,
    access_unit_list,
)

__all__ = [
    "ROLE_NEEDS",
    "Actor",
    "Need",
    "access_account",
    "access_accounts",
    "access_bundle",
    "access_conference",
    "access_delivery",
    "access_invitation",
    "access_message",
    "access_messages",
    "access_organ",
    "access_own_site",
    "access_paper",
    "access_registers",
    "access_room",
    "access_site",
    "access_unit",
    "access_unit_list",
    "access_written",
    "actor_of",
    "administered_accounts",
    "administered_invitations",
    "administered_messages",
    "may",
    "own_deliveries",
    "own_sites",
    "prepared_messages",
    "reachable_unit_paths",
    "rights_looked_up_once",
    "roles_at_organs",
    "roles_of",
    "system",
    "visible_conferences",
    "written_papers",
]
