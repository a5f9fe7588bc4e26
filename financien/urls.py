from django.urls import URLPattern

app_name = "financien"
urlpatterns: list[URLPattern] = []
