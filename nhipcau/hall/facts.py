"""What the conference's rows say about its hall: title, tiers, sites, whom to call."""

from nhipcau.conferences.models import Conference, ConferenceTier, Site
from nhipcau.conferences.queries import technical_contact
from nhipcau.core.languages import in_vietnamese
from nhipcau.core.text import search_key
from nhipcau.hall.state import ContactFacts, HallFacts, SiteFacts, TierFacts, frozen
from nhipcau.organs.models import Account, Tier

_HALTED = frozenset({Conference.State.POSTPONED, Conference.State.CANCELLED})


def facts_of(conference_pk: int) -> tuple[HallFacts, list[SiteFacts]]:
    """The facts as they stand now; sites in their order. Raises Conference.DoesNotExist."""
    conference = Conference.objects.get(pk=conference_pk)
    sites = list(Site.objects.filter(conference=conference).select_related("parent").order_by("order"))
    contact = technical_contact(conference)
    with in_vietnamese():  # the same facts go to everybody, whatever they read
        tiers = {
            each.tier: TierFacts(each.tier, str(Tier(each.tier).label), each.order)
            for each in ConferenceTier.objects.filter(conference=conference)
        }
    hall = HallFacts(
        id=str(conference.pk),
        title=conference.title,
        main=next((str(site.pk) for site in sites if site.is_main), ""),
        lobby=conference.lobby,
        tiers=frozen(tiers),
        contact=ContactFacts(contact.name or contact.role, contact.phone) if contact else None,
        over=conference.state in {Conference.State.CLOSED, Conference.State.CANCELLED},
        halted=conference.state if conference.state in _HALTED else "",
    )
    return hall, [_site(site) for site in sites]


def name_of(account: str) -> str:
    """The name of an account by its id, empty where it is gone."""
    found = Account.objects.filter(pk=account).first()
    return (found.get_full_name() or found.get_username()) if found else ""


def _site(site: Site) -> SiteFacts:
    return SiteFacts(
        id=str(site.pk),
        name=site.name,
        short=site.short_name,
        tier=site.tier,
        order=site.order,
        where=site.where,
        up=str(site.parent.pk) if site.parent else "",
        find=search_key(f"{site.name} {site.where}"),
        version=site.version,
        withdrawn=site.withdrawn_at is not None,
    )
