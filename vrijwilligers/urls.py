from django.urls import URLPattern

app_name = "vrijwilligers"
urlpatterns: list[URLPattern] = []
