"""The basis of a line: read strictly, said as it is typed, kept per room, and back when its amount comes back."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Versie
from buurtwerkkamer.versiecellen import VersieFout
from financien.models import Begrotingsregel, Kostenpost
from financien.services.basis import (
    Basis,
    basiscel,
    basisposten,
    bewaar_regels,
    lees_basis,
    neem_regels_terug,
    pak_basis,
)
from financien.services.opslaan import bewaar, neem_terug
from financien.services.vergelijking import vergelijk
from financien.services.versies import kopieer_versie, leg_versie_vast, nieuw_jaar

D = Decimal


@pytest.mark.parametrize(
    ("tekst", "aantal", "eenheid", "gedrukt"),
    [
        ("18 uur per week", "18", "uur per week", "18 uur per week"),
        ("  18,5\u00a0uur  per week ", "18.5", "uur per week", "18,50 uur per week"),
        ("1.200 km per jaar", "1200", "km per jaar", "1.200 km per jaar"),
        ("€ 250 per maand", "250", "euro per maand", "€ 250 per maand"),
        ("€250,- per maand", "250", "euro per maand", "€ 250 per maand"),
        ("250 euro per maand", "250", "euro per maand", "€ 250 per maand"),
        ("Euro 12,50 per keer", "12.5", "euro per keer", "€ 12,50 per keer"),
        ("min. 1, mogelijk 3 plekken", None, "min. 1, mogelijk 3 plekken", "min. 1, mogelijk 3 plekken"),
        ("geen", None, "", ""),
        ("", None, "", ""),
    ],
)
def test_een_basis_wordt_gelezen_en_zo_weer_gezegd(tekst, aantal, eenheid, gedrukt):
    basis = lees_basis(tekst)

    assert basis == Basis(aantal and D(aantal), eenheid)
    assert str(basis) == gedrukt
    assert lees_basis(gedrukt) == basis


@pytest.mark.parametrize(
    "tekst",
    [
        *("18", "€ 250", "250 euro", "12.50x", "12.50 uur", "1,234.56 uur", "-3 uur per week", "=1+1", "18,555 uur"),
        *("€ per maand", "euro per maand", "99.999.999 uur per week", "18 -", "18 = uur"),
    ],
)
def test_een_getal_zonder_eenheid_of_een_half_getal_wordt_geweigerd(tekst):
    with pytest.raises(ValueError, match="Vul een getal en een eenheid in, zoals 18 uur per week of € 250 per maand"):
        lees_basis(tekst)


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("18 uur 😀", "Het teken 😀 kan niet op papier"),
        ("١٨ uur per week", "Het teken ١ kan niet op papier"),
        ("plek van 123456782", "Dit lijkt op een BSN"),
        ("18 " + "u" * 61, "Gebruik hoogstens 60 tekens"),
    ],
)
def test_wat_niet_gedrukt_of_bewaard_mag_worden_krijgt_een_zin(tekst, zin):
    with pytest.raises(ValueError, match=zin):
        lees_basis(tekst)
    assert lees_basis("18 " + "u" * 60).eenheid == "u" * 60


def post(code):
    return Kostenpost.objects.get(code=code)


def bases(versie, code):
    return {post.post.code: post for post in basisposten(versie)}[code]


def zet(versie, wie, sleutel=None, **per_cel):
    cellen = {naam: pak_basis(lees_basis(tekst)) for naam, tekst in per_cel.items()}
    versie.refresh_from_db()
    vast = {"gezien": versie.bewerking, "sleutel": sleutel or uuid4(), "gebruiker": wie}
    return bewaar_regels(versie=versie, cellen=cellen, **vast)


def test_de_basis_staat_per_kamer_en_de_gewone_is_die_van_de_meeste(aanbod, chandra, multibron, vier):
    pk = post("M1").pk
    zet(aanbod, chandra, **{basiscel(pk, kamer.pk): "18 uur per week" for kamer in vier})

    assert zet(aanbod, chandra, **{basiscel(pk, multibron.pk): "20 uur per week"}) == 1

    m1 = bases(aanbod, "M1")
    assert m1.gewoon == Basis(D(18), "uur per week")
    assert m1.per_kamer[multibron.pk] == Basis(D(20), "uur per week")
    assert bases(aanbod, "F3").gewoon == Basis(D(250), "euro per maand")


def test_opslaan_van_de_basis_gaat_in_een_keer_terug(aanbod, chandra, casa, multibron):
    sleutel, pk = uuid4(), post("F3").pk
    zet(aanbod, chandra, sleutel, **{basiscel(pk, casa.pk): "€ 300 per maand", basiscel(pk, multibron.pk): "geen"})
    assert set(bases(aanbod, "F3").per_kamer.values()) == {
        Basis(D(300), "euro per maand"),
        Basis(),
        Basis(D(250), "euro per maand"),
    }

    assert neem_regels_terug(versie=aanbod, sleutel=sleutel, gebruiker=chandra)

    assert set(bases(aanbod, "F3").per_kamer.values()) == {Basis(D(250), "euro per maand")}
    assert not neem_regels_terug(versie=aanbod, sleutel=sleutel, gebruiker=chandra)


def test_een_bedrag_dat_leeg_was_krijgt_zijn_eigen_basis_en_spreiding_terug(aanbod, chandra, casa):
    pk, sleutel = post("F3").pk, uuid4()
    zet(aanbod, chandra, **{basiscel(pk, casa.pk): "€ 300 per maand"})
    Begrotingsregel.objects.filter(post=pk, kamer=casa).update(spreiding="maanden", maanden=[1, 7])
    aanbod.refresh_from_db()
    leeg = {"waarden": {f"k-{pk}-{casa.pk}": None}, "gezien": aanbod.bewerking, "gebruiker": chandra}
    bewaar(versie=aanbod, sleutel=sleutel, **leeg)

    assert neem_terug(versie=aanbod, sleutel=sleutel, gebruiker=chandra)

    regel = Begrotingsregel.objects.get(post=pk, kamer=casa)
    assert (regel.basis, regel.basis_eenheid) == (D(300), "euro per maand")  # the other rooms have 250
    assert (regel.spreiding, regel.maanden) == ("maanden", [1, 7])


def test_een_post_zonder_bedrag_krijgt_geen_basis_en_er_verandert_niets(aanbod, chandra, casa, multibron):
    pk = post("F3").pk
    Begrotingsregel.objects.filter(post=pk, kamer=casa).delete()

    with pytest.raises(VersieFout, match="Een post heeft intussen geen bedrag meer in een kamer"):
        zet(aanbod, chandra, **{basiscel(pk, multibron.pk): "geen", basiscel(pk, casa.pk): "€ 300 per maand"})

    assert set(bases(aanbod, "F3").per_kamer.values()) == {Basis(D(250), "euro per maand")}


def test_een_versie_die_vastligt_houdt_haar_basis(aanbod, chandra, casa):
    cel = {basiscel(post("F3").pk, casa.pk): "€ 300 per maand"}
    leg_versie_vast(versie=aanbod)

    with pytest.raises(VersieFout, match="Deze versie is intussen vastgelegd"):
        zet(aanbod, chandra, **cel)

    assert bases(aanbod, "F3").gewoon == Basis(D(250), "euro per maand")


def test_de_basis_gaat_mee_naar_een_nieuwe_versie_en_een_nieuw_jaar_en_een_vast_bedrag_wordt_niet_verhoogd(
    aanbod, chandra, casa
):
    huur = post("F1").pk
    zet(aanbod, chandra, **{basiscel(huur, casa.pk): "€ 725 per maand", basiscel(post("M1").pk, casa.pk): "18 uur"})
    leg_versie_vast(versie=aanbod)
    afspraak = kopieer_versie(versie=aanbod, soort=Versie.Soort.AFSPRAAK, datum=date(2018, 1, 5))

    nieuw = nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=date(2018, 9, 28), indexatie=D(10))

    for versie in (afspraak, nieuw):
        assert bases(versie, "F1").per_kamer[casa.pk] == Basis(D(725), "euro per maand")
        assert bases(versie, "M1").per_kamer[casa.pk] == Basis(D(18), "uur")
    bedragen = dict(nieuw.begrotingsregels.filter(kamer=casa).values_list("post__code", "bedrag"))
    assert (bedragen["F1"], bedragen["F2"], bedragen["F3"]) == (D(8700), D(6112), D(3000))  # 5.556 and 10 %


def test_twee_versies_vergelijken_noemt_een_andere_basis(aanbod, chandra, casa, vier):
    leg_versie_vast(versie=aanbod)
    afspraak = kopieer_versie(versie=aanbod, soort=Versie.Soort.AFSPRAAK, datum=date(2018, 1, 5))
    zet(afspraak, chandra, **{basiscel(post("F3").pk, casa.pk): "€ 300 per maand"})

    (rij,) = vergelijk(aanbod, afspraak, vier)

    gevonden = (rij.deel, rij.post, rij.kamer, rij.van, rij.naar, rij.verschil)
    assert gevonden == ("Basis", "Handgeld", casa, "€ 250 per maand", "€ 300 per maand", "")
