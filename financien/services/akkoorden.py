"""Say yes or no to an invoice: first the rooms, then the treasurer, two people (domain.md §5.1, §6.4)."""

from uuid import uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Bestand, Gebruiker
from financien.models import Boekstuk, Dagboek, Factuurakkoord, Factuurregel, Inkoopfactuur
from financien.models.factuur import CREDITEUREN, GEDEELD
from financien.services.boeken import Regel, Stuk, boek
from financien.services.facturen import FactuurFout, vertaal
from financien.services.factuurstand import Factuurstand, Stand, een, is_eigen
from financien.services.maanden import boekdag
from financien.services.rekeningschema import vaste_rekening
from financien.services.verdelen import Kamerdeel, sleutel_van, verdeel


def _op_slot(factuur: Inkoopfactuur) -> Factuurstand:
    """Return where the invoice stands, while nobody else can change it. Lock: the row of the invoice."""
    Inkoopfactuur.objects.select_for_update().get(pk=factuur.pk)
    return een(factuur)


def _schrijf(nu: Factuurstand, soort: str, gebruiker: Gebruiker, **velden) -> None:
    try:
        with transaction.atomic():
            Factuurakkoord.objects.create(
                factuur=nu.factuur, ronde=nu.factuur.ronde, soort=soort, wie=gebruiker, **velden
            )
    except IntegrityError as fout:
        raise vertaal(fout) from fout


def _niet_eigen(nu: Factuurstand, gebruiker: Gebruiker) -> None:
    if is_eigen(gebruiker, nu.factuur.leverancier_id):
        raise FactuurFout(_("Je werkt zelf voor deze leverancier. Iemand anders beslist over deze factuur."))


@transaction.atomic
def zeg_gezien(factuur: Inkoopfactuur, *, ronde: int, gebruiker: Gebruiker) -> None:
    """Say yes for the own rooms, or for all of them as project coach. ``ronde`` was on the screen."""
    nu = _op_slot(factuur)
    _niet_eigen(nu, gebruiker)
    _zelfde_ronde(nu, ronde)
    kamers = nu.te_zien_door(gebruiker)
    if not kamers:
        raise FactuurFout(_("Deze factuur wacht niet op jouw akkoord."))
    for kamer in sorted(kamers, key=lambda pk: pk or 0):
        _schrijf(nu, "gezien", gebruiker, kamer_id=kamer)


@transaction.atomic
def zet_door(factuur: Inkoopfactuur, *, ronde: int, reden: str, gebruiker: Gebruiker) -> None:
    """Go on without a second pair of eyes, with a reason, after five working days in which nobody looked."""
    nu = _op_slot(factuur)
    _niet_eigen(nu, gebruiker)
    _zelfde_ronde(nu, ronde)
    if not nu.mag_alleen:
        raise FactuurFout(_("Dit kan pas als vijf werkdagen lang niemand reageerde."))
    _schrijf(nu, "alleen", gebruiker, reden=reden)


@transaction.atomic
def keur_af(factuur: Inkoopfactuur, *, ronde: int, reden: str, gebruiker: Gebruiker) -> None:
    """Reject an invoice that is not booked, with a reason."""
    nu = _op_slot(factuur)
    _niet_eigen(nu, gebruiker)
    _zelfde_ronde(nu, ronde)
    if nu.stand not in (Stand.INGEVOERD, Stand.GEZIEN):
        raise FactuurFout(_("Deze factuur kan niet meer worden afgekeurd."))
    _schrijf(nu, "afgekeurd", gebruiker, reden=reden)


@transaction.atomic
def neem_akkoord_terug(factuur: Inkoopfactuur, *, gebruiker: Gebruiker) -> None:
    """Take back the own yes, or the own going on alone, as long as nobody decided after it: the room is asked again.

    The yes stays to be seen; who booked or rejected took it into account, so then it holds. Of someone else nobody
    takes anything back: the treasurer who doubts rejects or mends. FactuurFout says which of these it is.
    """
    nu = _op_slot(factuur)
    if nu.beslist:
        raise FactuurFout(_("Over deze factuur is al beslist. Vraag de penningmeester wat er nog kan."))
    eigen = nu.terug_te_nemen_door(gebruiker)
    if not eigen:
        raise FactuurFout(_("Er is geen akkoord van jou om terug te nemen."))
    for akkoord in eigen:
        _schrijf(nu, "terug", gebruiker, kamer_id=akkoord.kamer_id, neemt_terug=akkoord)


@transaction.atomic
def boek_factuur(factuur: Inkoopfactuur, *, ronde: int, gebruiker: Gebruiker) -> Boekstuk:
    """Say yes as treasurer: the costs are booked, once per round, under the number of the journal inkoop."""
    nu = _op_slot(factuur)
    _niet_eigen(nu, gebruiker)
    _zelfde_ronde(nu, ronde)
    if nu.stand != Stand.GEZIEN:
        raise FactuurFout(_("Deze factuur wacht niet op jouw akkoord."))
    stuk = boek(stuk_van(nu.factuur), sleutel=_sleutel(nu.factuur), gebruiker=gebruiker)
    _schrijf(nu, "akkoord", gebruiker, boekstuk=stuk)
    return stuk


def _sleutel(factuur: Inkoopfactuur):
    return uuid5(factuur.sleutel, f"akkoord {factuur.ronde}")


def _zelfde_ronde(nu: Factuurstand, ronde: int) -> None:
    if nu.factuur.ronde != ronde:
        raise FactuurFout(_("Deze factuur is net veranderd. Ververs de pagina."))


def stuk_van(factuur: Inkoopfactuur) -> Stuk:
    """Return the document of an invoice: every line as a cost of its room, shared lines divided over the rooms.

    A credit note is the mirror image: each room gets back to the cent what the same amount would have cost it.
    """
    tegen = vaste_rekening(CREDITEUREN, FactuurFout)
    regels: list[Regel] = []
    for deel in factuur.regels.select_related("rekening", "kamer"):
        for kamerdeel in _kamerdelen(factuur, deel):
            wat = GEDEELD if deel.gedeeld else ""
            van_naar = (deel.rekening, tegen) if deel.bedrag > 0 else (tegen, deel.rekening)
            regels.append(Regel(*van_naar, kamerdeel.bedrag, kamerdeel.kamer, factuur.leverancier, wat, factuur))
    omschrijving = f"{factuur.leverancier} {factuur.nummer}: {factuur.omschrijving}"[:140]
    scan = Bestand.objects.zonder_inhoud().filter(pk=factuur.scan_id).first()
    return Stuk(Dagboek.INKOOP, boekdag(factuur.datum), omschrijving, regels, bewijs=scan)


def _kamerdelen(factuur: Inkoopfactuur, deel: Factuurregel) -> list[Kamerdeel]:
    """Return who pays a line: its room, or every room by the key. VerdeelFout when there is no key."""
    if deel.kamer is not None:
        return [Kamerdeel(deel.kamer, abs(deel.bedrag))]
    sleutel = sleutel_van(factuur.datum.year, deel.rekening)
    return [kamerdeel for kamerdeel in verdeel(abs(deel.bedrag), sleutel) if kamerdeel.bedrag]
