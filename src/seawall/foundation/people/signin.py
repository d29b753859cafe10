"""Addresses of sign-in: the doors of allauth that this node has, and no other.

An account's address is changed by its administrator and a lost password is given in person, so that
allauth's pages for signing up, other addresses and passwords by e-mail have no address here.
"""

from allauth.account import views
from django.urls import include, path

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
