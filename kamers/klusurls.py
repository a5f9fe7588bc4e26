"""The addresses of klussen, of what comes in and of what is referred onward."""

from django.urls import path

from kamers.views import doorverwijzen, klus, klussen, klustellingen, verzoeken

urlpatterns = [
    path("klussen/<int:jaar>/", klustellingen.alle, name="alle_klustellingen"),
    path("kamers/<slug:kamer>/klussen/", klussen.klussen, name="klussen"),
    path("kamers/<slug:kamer>/klussen/nieuw/", klus.nieuw, name="klus_nieuw"),
    path("kamers/<slug:kamer>/klussen/ongedaan/<uuid:sleutel>/", klus.nieuw_ongedaan, name="klus_nieuw_ongedaan"),
    path("kamers/<slug:kamer>/klussen/<int:jaar>/tellingen/", klustellingen.tellingen, name="klustellingen"),
    path("kamers/<slug:kamer>/klussen/<int:pk>/", klus.wijzig, name="klus"),
    path("kamers/<slug:kamer>/klussen/<int:pk>/klaar/", klussen.klaar, name="klus_klaar"),
    path("kamers/<slug:kamer>/klussen/<int:pk>/vervalt/", klus.vervalt, name="klus_vervalt"),
    path("kamers/<slug:kamer>/klussen/<int:pk>/heropen/", klussen.heropen, name="klus_heropen"),
    path("kamers/<slug:kamer>/klussen/<int:pk>/eerste-keer/", klussen.eerste_keer, name="klus_eerste_keer"),
    path("kamers/<slug:kamer>/klussen/<int:pk>/ongedaan/<uuid:sleutel>/", klussen.ongedaan, name="klus_ongedaan"),
    path("kamers/<slug:kamer>/verzoeken/", verzoeken.verzoeken, name="verzoeken"),
    path("kamers/<slug:kamer>/verzoeken/<int:pk>/", verzoeken.af, name="verzoek_af"),
    path("kamers/<slug:kamer>/verzoeken/ongedaan/<uuid:sleutel>/", verzoeken.ongedaan, name="verzoek_ongedaan"),
    path("kamers/<slug:kamer>/doorverwezen/", doorverwijzen.doorverwezen, name="doorverwezen"),
]
