"""A grid of amounts in a browser, for the journeys: its cells, what it says, and pasting from a spreadsheet."""

PLAK = """([veld, tekst]) => {
    const klembord = new DataTransfer();
    klembord.setData("text/plain", tekst);
    veld.dispatchEvent(new ClipboardEvent("paste", {clipboardData: klembord, bubbles: true, cancelable: true}));
}"""


def cel(page, rij, kamer="Casa Jepie Makandra"):
    """Return the cell of a row and a room."""
    return page.get_by_label(f"{rij}, {kamer}", exact=True)


def stand(page):
    """Return what the grid says of its changes."""
    return page.locator("[data-stand]")


def plak(page, veld, tekst):
    """Paste text into the grid, beginning at a cell."""
    veld.focus()
    page.evaluate(PLAK, [veld.element_handle(), tekst])
