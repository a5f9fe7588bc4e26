"""What watches over the journeys sees every window."""

ADRES = "http://kamer.invalid/beheer/"


def test_ook_een_tweede_venster_dat_in_beheer_komt_wordt_gezien(nooit_via_beheer, browser, page):
    los = browser.new_page()
    vensters = [page, page.context.new_page(), browser.new_context().new_page(), los]
    for venster in vensters:
        venster.route("**/*", lambda route: route.fulfill(body="Beheer"))
        venster.goto(ADRES)
    for venster in vensters[2:]:
        venster.context.close()

    assert nooit_via_beheer.count("/beheer/") == len(vensters)
    nooit_via_beheer.clear()
