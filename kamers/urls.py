from django.urls import path

from kamers.views import klus, klussen

app_name = "kamers"
urlpatterns = [
    path("kamers/<slug:kamer>/klussen/", klussen.klussen, name="klussen"),
    path("kamers/<slug:kamer>/klussen/nieuw/", klus.nieuw, name="klus_nieuw"),
    path("kamers/<slug:kamer>/klussen/<int:pk>/", klus.wijzig, name="klus"),
    path("kamers/<slug:kamer>/klussen/<int:pk>/klaar/", klussen.klaar, name="klus_klaar"),
    path("kamers/<slug:kamer>/klussen/<int:pk>/vervalt/", klus.vervalt, name="klus_vervalt"),
    path("kamers/<slug:kamer>/klussen/<int:pk>/eerste-keer/", klussen.eerste_keer, name="klus_eerste_keer"),
    path("kamers/<slug:kamer>/klussen/<int:pk>/ongedaan/<uuid:sleutel>/", klussen.ongedaan, name="klus_ongedaan"),
]
