"""The grid of the budget as a form, for tests: what the browser sends of it."""

from financien.models import Begrotingsregel, Kostenpost

URL = "/financien/begroting/2018/"


def velden(client, **anders):
    """Return what the browser would post: every cell as it stands on the page, some typed over."""
    context = client.get(URL).context
    lijnen = [*context["begroting"], *context["uren"]]
    cellen = {cel.naam: cel.tekst for lijn in lijnen if lijn.invoer for cel in lijn.cellen}
    return {**cellen, "sleutel": str(context["sleutel"]), "gezien": context["gezien"], **anders}


def cel(code, kamer):
    """Return the name of the cell of a cost line and a room."""
    return f"k-{Kostenpost.objects.get(code=code).pk}-{kamer.pk}"


def bedrag(code, kamer):
    """Return what is budgeted for a cost line and a room, or None."""
    return Begrotingsregel.objects.filter(post__code=code, kamer=kamer).values_list("bedrag", flat=True).first()


def getallen(lijn):
    """Return the numbers of a line as they stand on the page."""
    return [cel.tekst for cel in (*lijn.cellen, lijn.totaal)]
