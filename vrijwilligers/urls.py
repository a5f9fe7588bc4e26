from django.urls import path

from vrijwilligers.views import lijst, mijn_uren, vrijwilliger

app_name = "vrijwilligers"
urlpatterns = [
    path("mijn/uren/", mijn_uren.mijn_uren, name="mijn_uren"),
    path("mijn/uren/<int:pk>/", mijn_uren.antwoord, name="uren_antwoord"),
    path("mijn/uren/<int:pk>/ongedaan/<uuid:sleutel>/", mijn_uren.ongedaan, name="uren_ongedaan"),
    path("vrijwilligers/", lijst.alle_kamers, name="alle_kamers"),
    path("kamers/<slug:kamer>/vrijwilligers/", lijst.kamerlijst, name="kamerlijst"),
    path("kamers/<slug:kamer>/vrijwilligers/goedkeuren/", lijst.beoordeel, name="beoordeel"),
    path(
        "kamers/<slug:kamer>/vrijwilligers/goedkeuren/<uuid:sleutel>/ongedaan/",
        lijst.oordeel_ongedaan,
        name="oordeel_ongedaan",
    ),
    path("kamers/<slug:kamer>/vrijwilligers/nieuw/", vrijwilliger.nieuw, name="nieuw"),
    path("kamers/<slug:kamer>/vrijwilligers/<int:pk>/", vrijwilliger.wijzig, name="vrijwilliger"),
]
