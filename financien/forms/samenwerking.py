"""The forms of agreements and assignments. Euros and hours are never typed: they are those of the version."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.datums import GEEN_DAG, DagField
from financien.forms.boeken import Keuzeveld
from financien.forms.gezien import GezienMixin
from financien.forms.kaal import Kaalform
from financien.models import Opdracht, Samenwerkingsafspraak
from kamers.models import Partner

COOPERATIE = "cooperatie"


def _reden() -> forms.CharField:
    return forms.CharField(
        label=_("Waarom verandert het?"),
        max_length=300,
        error_messages={"required": _("Schrijf op waarom de afspraak verandert.")},
    )


def _tekst(label, lengte: int, fout=None, **kwargs) -> forms.CharField:
    fouten = {"required": fout} if fout else {}
    return forms.CharField(
        label=label, max_length=lengte, widget=forms.Textarea(attrs={"rows": 6}), error_messages=fouten, **kwargs
    )


class Afspraakform(GezienMixin, Kaalform):
    """What was agreed, and with whom."""

    datum = DagField(label=_("Datum"), error_messages={"required": GEEN_DAG})
    resultaten = _tekst(_("Waar staan we voor?"), 4000, _("Schrijf op welke resultaten zijn afgesproken."))
    intentie = _tekst(_("Intentie voor meer jaren"), 2000, required=False)
    partijen = forms.TypedMultipleChoiceField(
        label=_("Partijen"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        error_messages={"required": _("Kies minstens één partij.")},
    )

    def __init__(
        self,
        data=None,
        *,
        instance: Samenwerkingsafspraak,
        mogelijk: list[Partner],
        gekozen: list[Partner],
        gezien: str,
    ):
        super().__init__(data)
        self.mogelijk = {partner.pk: partner for partner in mogelijk}
        self.fields["partijen"].choices = [(pk, partner.naam) for pk, partner in self.mogelijk.items()]
        begin = {veld: getattr(instance, veld) for veld in ("datum", "resultaten", "intentie", "reden")}
        self.initial = {**begin, "datum": instance.datum or timezone.localdate(), "partijen": [p.pk for p in gekozen]}
        self.initial["gezien"] = gezien
        if instance.volgnummer is None or instance.volgnummer > 1:
            self.fields = {"reden": _reden(), **self.fields}
        if instance.volgnummer is None and not instance.reden and not instance.resultaten:
            self.fields.pop("reden")  # the first of its year

    def partners(self) -> list[Partner]:
        return [self.mogelijk[pk] for pk in self.cleaned_data["partijen"]]


class Opdrachtform(GezienMixin, Kaalform):
    """What a financier asks of the cooperative for a year; a later one (``vorige``) begins with the text before it."""

    datum = DagField(label=_("Datum"), error_messages={"required": GEEN_DAG})
    tekst = _tekst(_("Wat is de opdracht?"), 4000, _("Schrijf op wat de opdracht is."))

    def __init__(
        self, data=None, *, instance: Opdracht, mogelijk: list[Partner], gezien: str, vorige: Opdracht | None = None
    ):
        super().__init__(data)
        self.initial = {"datum": instance.datum or timezone.localdate(), "tekst": instance.tekst}
        self.initial |= {"gezien": gezien, "reden": instance.reden}
        if vorige or (instance.volgnummer or 1) > 1:
            self.fields = {"reden": _reden(), **self.fields}
        elif instance.pk is None:
            rijen = {str(partner.pk): partner for partner in mogelijk}
            veld = Keuzeveld(rijen, _("Kies een financier"), label=_("Financier"))
            veld.required = True
            veld.error_messages["required"] = _("Kies een financier.")
            veld.help_text = _("Staat een financier er niet bij? Open dan de opdracht die er al is en wijzig die.")
            self.fields = {"partner": veld, **self.fields}


class Tekenform(GezienMixin, Kaalform):
    """Who signed what was seen: the party, the function and the day. Never a name."""

    partij = forms.ChoiceField(label=_("Wie tekende?"))
    functie = forms.CharField(
        label=_("Functie"),
        max_length=80,
        help_text=_("Bijvoorbeeld: voorzitter. Geen naam."),
        error_messages={"required": _("Vul in met welke functie is getekend.")},
    )
    datum = DagField(label=_("Getekend op"), toekomst=False, error_messages={"required": GEEN_DAG})

    def __init__(self, data=None, *, open_: list[Partner | None], gezien: str):
        super().__init__(data, initial={"datum": timezone.localdate(), "gezien": gezien})
        self.op = {str(partner.pk) if partner else COOPERATIE: partner for partner in open_}
        namen = {sleutel: partner.naam if partner else _("De coöperatie") for sleutel, partner in self.op.items()}
        self.fields["partij"].choices = list(namen.items())
