"""Submit a receipt, repair one that was sent back, or take it back: each once, and the pot never below zero."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.bewijs import Gekeurd, bewaar_bewijs
from buurtwerkkamer.models import Bestand, Gebruiker
from financien.models import BetaaldUit, Boekstuk, Bon, Bonstap, Dagboek, Voorschieter
from financien.services.boeken import Regel, Stuk, boek, keer_om
from financien.services.handgeld import basis, bonfoto, fotogelijk, potje
from financien.services.handgeld.basis import AlGebruikt, Bevestig, HandgeldFout
from financien.services.handgeld.voorschieters import GEEN_NAAM
from kamers.models import Kamer

GEEN_FOTO = gettext_lazy("Maak een foto van de bon. Bon kwijt? Schrijf op wat je kocht.")
VELDEN = ("datum", "bedrag", "categorie", "omschrijving", "betaald_uit", "zonder_foto")
VASTE_KOSTEN = re.compile(  # note 21: salaries, allowances, rent, gas-water-light, insurance, telephone, internet
    r"\b(maandhuur|huur van de (ruimte|kamer)|huurpenningen|energierekening|gas, water|elektra|stroomrekening|"
    r"verzekering\w*|salaris\w*|loon|loonkosten|vrijwilligersvergoeding\w*|internetabonnement|internetrekening|"
    r"telefoonabonnement|telefoonrekening|belabonnement)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Boninhoud:
    """What someone says about a receipt. ``foto`` passed the guard; None keeps the photo that is there."""

    datum: date
    bedrag: Decimal
    betaald_uit: str
    categorie: str = ""
    omschrijving: str = ""
    foto: Gekeurd | None = None
    zonder_foto: str = ""
    voorschieter: Voorschieter | None = None


@transaction.atomic
def dien_in(*, kamer: Kamer, inhoud: Boninhoud, sleutel: UUID, gebruiker: Gebruiker, bevestigd: bool = False) -> Bon:
    """Submit a receipt once: the pot goes down now, it becomes a cost when it is approved.

    Lock: the pot of the room. The same form again returns the receipt that is there, with other content AlGebruikt.
    HandgeldFout says which rule is in the way; Bevestig when it looks as if this receipt was there before.
    """
    basis.op_slot(kamer)
    eerder = Bon.objects.filter(sleutel=sleutel).select_related("foto").defer("foto__inhoud").first()
    if eerder:
        return _zelfde(eerder, inhoud, kamer, gebruiker)
    foto = _foto(inhoud)
    _keur(kamer, inhoud, foto, bevestigd=bevestigd)
    velden = {naam: getattr(inhoud, naam) for naam in (*VELDEN, "voorschieter")}
    bon = Bon.objects.create(kamer=kamer, foto=foto, sleutel=sleutel, gemaakt_door=gebruiker, **velden)
    zet_stap(bon, Bonstap.Soort.INGEDIEND, gebruiker, boekstuk=_uit_het_potje(bon, gebruiker))
    bonfoto.ruim_op(sleutel)
    return bon


@transaction.atomic
def verbeter(bon: Bon, *, inhoud: Boninhoud, gebruiker: Gebruiker, bevestigd: bool = False) -> Bon:
    """Submit a receipt again that was sent back: what it took from the pot is undone and taken anew.

    Locks: the pot of the room, the row of the receipt.
    """
    basis.op_slot(bon.kamer)
    bon = op_slot(bon)
    if vars(bon)["stand"] != Bonstap.Soort.TERUGGESTUURD:
        raise HandgeldFout(basis.ZINNEN["Dit bonnetje is net veranderd."])
    terug = _terug_in_het_potje(bon, basis.VERBETERD, gebruiker)
    foto = _foto(inhoud) or (None if inhoud.zonder_foto else bon.foto)
    _keur(bon.kamer, inhoud, foto, bevestigd=bevestigd, zelf=bon)
    for naam in (*VELDEN, "voorschieter"):
        setattr(bon, naam, getattr(inhoud, naam))
    bon.foto = foto
    bon.save(update_fields=[*VELDEN, "voorschieter", "foto"])
    stuk = _uit_het_potje(bon, gebruiker, keer=1 if terug is None else terug.pk)
    zet_stap(bon, Bonstap.Soort.INGEDIEND, gebruiker, boekstuk=stuk)
    bonfoto.ruim_op(bon.sleutel)
    return bon


@transaction.atomic
def trek_in(bon: Bon, *, gebruiker: Gebruiker) -> Bon:
    """Take a receipt back that is no cost yet: a mistake; the pot gets back what it was. Twice is once.

    Locks: the pot of the room, the row of the receipt.
    """
    basis.op_slot(bon.kamer)
    bon = op_slot(bon)
    if vars(bon)["stand"] == Bonstap.Soort.INGETROKKEN:
        return bon
    if vars(bon)["stand"] not in (*OPEN, Bonstap.Soort.TERUGGESTUURD):
        raise HandgeldFout(_("Dit bonnetje is al goedgekeurd of afgewezen. Vraag de penningmeester om een correctie."))
    stuk = _terug_in_het_potje(bon, basis.INGETROKKEN, gebruiker)
    zet_stap(bon, Bonstap.Soort.INGETROKKEN, gebruiker, boekstuk=stuk)
    return bon


OPEN = (Bonstap.Soort.INGEDIEND, Bonstap.Soort.TERUGGEDRAAID)
EIGEN_OMKERING = "bonnetje om"  # how a reversal that we made ourselves is known


def op_slot(bon: Bon) -> Bon:
    """Return the receipt with its ``stand``, while nobody else can decide about it. Lock: its row."""
    Bon.objects.select_for_update().get(pk=bon.pk)
    return Bon.objects.met_stand().select_related("kamer", "foto").defer("foto__inhoud").get(pk=bon.pk)


def zet_stap(bon: Bon, soort: str, gebruiker: Gebruiker, *, reden: str = "", boekstuk: Boekstuk | None = None) -> None:
    """Write what someone did with a receipt; the database knows which step may follow which."""
    try:
        with transaction.atomic():
            Bonstap.objects.create(bon=bon, soort=soort, wie=gebruiker, reden=reden, boekstuk=boekstuk)
    except IntegrityError as fout:
        raise basis.vertaal(fout) from fout


def wacht_boekstuk(bon: Bon) -> Boekstuk | None:
    """Return the document by which this receipt left the pot and waits on 1420, or None for own money."""
    stappen = bon.stappen.filter(soort=Bonstap.Soort.INGEDIEND, boekstuk__omgekeerd_door=None)
    stap = stappen.exclude(boekstuk=None).select_related("boekstuk").order_by("-pk").first()
    return stap.boekstuk if stap else None


def _zelfde(bon: Bon, inhoud: Boninhoud, kamer: Kamer, gebruiker: Gebruiker) -> Bon:
    gelijk = (bon.kamer_id, bon.gemaakt_door_id) == (kamer.pk, gebruiker.pk)
    gelijk &= all(getattr(bon, naam) == getattr(inhoud, naam) for naam in (*VELDEN, "voorschieter"))
    if gelijk and (inhoud.foto is None or (bon.foto and bon.foto.sha256 == inhoud.foto.sha256)):
        return bon
    raise AlGebruikt(_("Dit formulier is al gebruikt voor een ander bonnetje. Kijk na wat er staat en sla het op."))


def _foto(inhoud: Boninhoud) -> Bestand | None:
    return bewaar_bewijs(inhoud.foto).bestand if inhoud.foto else None


def _keur(kamer: Kamer, inhoud: Boninhoud, foto: Bestand | None, *, bevestigd: bool, zelf: Bon | None = None) -> None:
    if inhoud.datum > timezone.localdate():
        raise HandgeldFout(_("Deze dag moet nog komen. Kies vandaag of een dag ervoor."), "datum")
    if inhoud.bedrag <= 0:
        raise HandgeldFout(_("Vul het bedrag van de bon in, bijvoorbeeld 12,50."), "bedrag")
    if VASTE_KOSTEN.search(inhoud.omschrijving):
        raise HandgeldFout(
            _(
                "Vaste kosten, zoals huur, energie, verzekering, telefoon en loon, betaalt de coöperatie. "
                "Stuur de rekening naar de penningmeester."
            ),
            "omschrijving",
        )
    if inhoud.betaald_uit == BetaaldUit.EIGEN and inhoud.voorschieter is None:
        raise HandgeldFout(GEEN_NAAM, "naam")
    if foto is None:
        _keur_zonder_foto(kamer, inhoud, zelf)
    _keur_saldo(kamer, inhoud)
    if not bevestigd:
        _keur_dubbel(kamer, inhoud, foto, zelf)


def _keur_zonder_foto(kamer: Kamer, inhoud: Boninhoud, zelf: Bon | None) -> None:
    """Limit receipts without a photo in amount and number (§4.5). Under the lock of the pot."""
    if not inhoud.zonder_foto:
        raise HandgeldFout(GEEN_FOTO, "foto")
    regel = basis.regel_van(inhoud.datum.year)
    if inhoud.bedrag > regel.zonder_foto:
        zin = _("Zonder foto kan een bonnetje hoogstens %(bedrag)s zijn. Vraag in de winkel om een nieuwe bon.")
        raise HandgeldFout(zin % {"bedrag": euro(regel.zonder_foto)}, "bedrag")
    maand = basis.eerste(inhoud.datum)
    rijen = Bon.objects.met_stand().telt().filter(kamer=kamer, foto=None, datum__gte=maand)
    rijen = rijen.filter(datum__lt=basis.volgende(maand)).exclude(pk=zelf and zelf.pk)
    if rijen.count() >= regel.zonder_foto_aantal:
        zin = _("Deze maand zijn er al %(aantal)s bonnetjes zonder foto. Meer kan niet. Overleg met de penningmeester.")
        raise HandgeldFout(zin % {"aantal": regel.zonder_foto_aantal}, "foto")


def _keur_saldo(kamer: Kamer, inhoud: Boninhoud) -> None:
    """Refuse what is not there: the pot never goes below zero, on no day. Under the lock of the pot."""
    if inhoud.betaald_uit == BetaaldUit.EIGEN:
        return
    nu, dag = potje.stand(kamer), basis.boekdag(inhoud.datum, timezone.localdate())
    hier, toen = nu.rekening if inhoud.betaald_uit == BetaaldUit.PAS else nu.kas, potje.ruimte(kamer, dag)
    if inhoud.bedrag <= min(hier, toen):
        return
    over, eigen = nu.over, _("Betaalde je zelf? Kies 'eigen geld', dan krijg je het terug.")
    if inhoud.bedrag > nu.over:
        zin = _("Er is nog %(over)s. Dit bonnetje is %(bedrag)s. %(eigen)s")
    elif inhoud.bedrag > toen:
        over, zin = toen, _("Op %(dag)s was er nog %(over)s. Dit bonnetje is %(bedrag)s. Klopt de dag? %(eigen)s")
    else:
        zin = _(
            "In de kas zit %(kas)s en op de pas staat %(pas)s. Dit bonnetje is %(bedrag)s. "
            "Heb je geld gepind? Leg dat eerst vast."
        )
    delen = {"kas": euro(nu.kas), "pas": euro(nu.rekening), "dag": f"{dag:%d-%m-%Y}", "eigen": eigen}
    raise HandgeldFout(zin % (delen | {"over": euro(over), "bedrag": euro(inhoud.bedrag)}), "betaald_uit")


def _keur_dubbel(kamer: Kamer, inhoud: Boninhoud, foto: Bestand | None, zelf: Bon | None) -> None:
    """Notice a photo that was there before, and another receipt of this amount on this day in this room."""
    rijen = Bon.objects.met_stand().exclude(stand=Bonstap.Soort.INGETROKKEN).exclude(pk=zelf and zelf.pk)
    zelfde = rijen.filter(foto=foto).order_by("pk").first() if foto else None
    if zelfde and zelfde.kamer_id == kamer.pk:
        delen = {"dag": f"{zelfde.datum:%d-%m-%Y}", "bedrag": euro(zelfde.bedrag)}
        raise Bevestig(_("Deze foto staat al bij een bonnetje van %(dag)s van %(bedrag)s.") % delen, "foto")
    if zelfde:
        raise Bevestig(_("Deze foto staat al bij een bonnetje van een andere kamer."), "foto")
    nieuw, vorm = inhoud.foto, Bon(pk=zelf.pk if zelf else None, bedrag=inhoud.bedrag, datum=inhoud.datum, foto=foto)
    lijkt = fotogelijk.lijkt_op(vorm, lambda: nieuw.inhoud) if nieuw else None
    if lijkt and lijkt.kamer_id == kamer.pk:
        zin = _("Deze foto lijkt op die van een bonnetje van %(dag)s van %(bedrag)s.")
        raise Bevestig(zin % {"dag": f"{lijkt.datum:%d-%m-%Y}", "bedrag": euro(lijkt.bedrag)}, "foto")
    if lijkt:
        raise Bevestig(_("Deze foto lijkt op die van een bonnetje van een andere kamer."), "foto")
    if rijen.filter(kamer=kamer, datum=inhoud.datum, bedrag=inhoud.bedrag).exists():
        zin = _("Er is al een bonnetje van %(bedrag)s op %(dag)s.")
        raise Bevestig(zin % {"bedrag": euro(inhoud.bedrag), "dag": f"{inhoud.datum:%d-%m-%Y}"}, "bedrag")


def _uit_het_potje(bon: Bon, gebruiker: Gebruiker, keer: int = 0) -> Boekstuk | None:
    """Book that a receipt left the pot and waits for an approval; own money is not ours, so nothing is booked."""
    if bon.betaald_uit == BetaaldUit.EIGEN:
        return None
    van = basis.rekeningen_van(bon.kamer).van(bon.betaald_uit)
    regels = [Regel(basis.grootboek(basis.TE_KEUREN), van, bon.bedrag, bon.kamer)]
    dagboek = Dagboek.BANK if bon.betaald_uit == BetaaldUit.PAS else Dagboek.KAS
    dag = basis.boekdag(bon.datum, timezone.localdate())
    stuk = Stuk(dagboek, dag, f"Bonnetje: {basis.nederlands(bon)}"[:140], regels, bewijs=bon.foto)
    return boek(stuk, sleutel=uuid5(bon.sleutel, f"potje {keer}"), gebruiker=gebruiker)


def _terug_in_het_potje(bon: Bon, reden: str, gebruiker: Gebruiker) -> Boekstuk | None:
    """Undo what a receipt took from the pot; None when it took nothing."""
    stuk = wacht_boekstuk(bon)
    if stuk is None:
        return None
    vandaag = timezone.localdate()
    dag = basis.boekdag(max(stuk.datum, bon.datum), vandaag)
    return keer_om(stuk, datum=dag, reden=reden, sleutel=uuid5(stuk.sleutel, EIGEN_OMKERING), gebruiker=gebruiker)
