"""Who paid with own money, and to which account it goes back."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.models import Gebruiker
from financien.models import Voorschieter
from financien.services.handgeld.basis import HandgeldFout
from financien.services.sepa import lees_iban
from kamers.models import Kamer

GEEN_NAAM = gettext_lazy("Wie betaalde dit? Vul een naam en een rekeningnummer in.")


def bekende(kamer: Kamer) -> list[Voorschieter]:
    """Return who paid before for this room, each with the newest account, by name. One query."""
    laatste: dict[str, Voorschieter] = {}
    for rij in Voorschieter.objects.filter(kamer=kamer).order_by("pk"):
        laatste[rij.naam.casefold()] = rij
    return sorted(laatste.values(), key=lambda rij: rij.naam.casefold())


def voeg_toe(*, kamer: Kamer, naam: str, iban: str, gebruiker: Gebruiker) -> Voorschieter:
    """Return the one with this name and account, or add it. HandgeldFout when the number is wrong."""
    naam = " ".join(naam.split())
    if not naam:
        raise HandgeldFout(GEEN_NAAM, "naam")
    try:
        nummer = lees_iban(iban)
    except ValueError as fout:
        raise HandgeldFout(_("Dit rekeningnummer klopt niet. Kijk het na op de bankpas."), "iban") from fout
    velden = {"kamer": kamer, "naam": naam, "iban": nummer}
    return Voorschieter.objects.get_or_create(**velden, defaults={"ingevoerd_door": gebruiker})[0]
