"""Who was there by name: what may be ticked, and the rows that follow the card (design.md §5)."""

from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kamers.models import Activiteit, Bijeenkomst, Deelname, Persoon
from kamers.services.regels import Telfout


def telt_op_naam(activiteit: Activiteit) -> bool:
    """Tell whether an activity is counted by ticking names: never with children, never where it reveals debt."""
    by_name = activiteit.telwijze == Activiteit.Telwijze.NAMEN
    return by_name and not activiteit.met_kinderen and not activiteit.soort.zonder_namen


def telt_per_tik(activiteit: Activiteit) -> bool:
    """Tell whether one tap says everything about who comes in: a drop-in without names and without children."""
    return activiteit.hele_dag and not activiteit.met_kinderen and not telt_op_naam(activiteit)


def namen_bij(rij: Bijeenkomst) -> frozenset[int]:
    """Return the persons that stand at an occurrence by name."""
    return frozenset(Deelname.objects.filter(bijeenkomst=rij).values_list("persoon", flat=True))


def opgelost(personen: Iterable[int]) -> frozenset[int]:
    """Return these persons as they are now: who went into another pass is that other one."""
    gevonden, over = set(personen), set(personen)
    while over:
        rijen = Persoon.objects.filter(pk__in=over).values_list("pk", "opgegaan_in")
        verder = {oud: nieuw for oud, nieuw in rijen if nieuw is not None}
        gevonden, over = (gevonden - set(verder)) | set(verder.values()), set(verder.values())
    return frozenset(gevonden)


def controleer_namen(rij: Bijeenkomst, namen: frozenset[int], helpers: frozenset[int]) -> None:
    """Refuse names with Telfout: where people are never named, of another room, or of who helps this time."""
    if not namen:
        return
    al_bij = namen_bij(rij) if rij.pk else frozenset()
    if rij.soort.zonder_namen or not (al_bij or telt_op_naam(rij.activiteit)):
        raise Telfout("namen", _("Bij deze activiteit tellen we zonder namen. Vul in hoeveel mensen er waren."))
    hier = Persoon.objects.met_pas().filter(kamers=rij.kamer_id, pk__in=namen).values_list("pk", flat=True)
    if namen - al_bij - set(hier):
        raise Telfout("namen", _("Een van deze passen is niet meer van deze kamer. Kies opnieuw wie er waren."))
    if allebei := Persoon.objects.filter(pk__in=namen & helpers):
        raise Telfout("namen", _helpt_al([str(persoon) for persoon in allebei]))


def _helpt_al(namen: list[str]) -> str:
    zin = ngettext(
        "%(namen)s helpt deze keer al. Kies een van de twee.",
        "%(namen)s helpen deze keer al. Kies bij ieder een van de twee.",
        len(namen),
    )
    return zin % {"namen": get_text_list(namen, _("en"))}


def zet_namen(rij: Bijeenkomst, namen: frozenset[int]) -> None:
    """Let the rows by name follow what was chosen; who stays keeps the own row, and with it its trail."""
    rij.deelnames.exclude(persoon__in=namen).delete()
    erbij = namen - namen_bij(rij)
    Deelname.objects.bulk_create(Deelname(bijeenkomst=rij, persoon_id=persoon) for persoon in sorted(erbij))


def verschil(rij: Bijeenkomst, namen: frozenset[int]) -> tuple[list[str], list[str]]:
    """Return the first names of who stands at an occurrence and was not chosen, and the other way round."""
    daar = namen_bij(rij)
    mensen = {persoon.pk: str(persoon) for persoon in Persoon.objects.filter(pk__in=daar ^ namen)}
    alleen_daar = [naam for pk, naam in mensen.items() if pk in daar]
    return alleen_daar, [naam for pk, naam in mensen.items() if pk in namen]
