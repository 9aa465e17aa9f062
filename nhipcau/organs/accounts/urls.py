"""Addresses of accounts, of one's own page, and of signing in."""

from django.urls import path

from nhipcau.organs.accounts import export_pages, invitation_pages, login_pages, oidc, own_pages, pages, sign_in_pages

urlpatterns = [
    path("accounts", pages.accounts, name="accounts"),
    path("accounts/invite", pages.invite, name="account-invite"),
    path("accounts/invitations/<int:pk>", pages.invitation, name="invitation"),
    path("accounts/exports", export_pages.exports, name="exports"),
    path("accounts/logins", login_pages.login_journal, name="login-journal"),
    path("accounts/<int:pk>", pages.account, name="account"),
    path("invite/<slug:token>", invitation_pages.invite, name="invite"),
    path("me", own_pages.me, name="me"),
    path("me/second-step", own_pages.own_second_step, name="own-second-step"),
    path("login/second-step", sign_in_pages.login_second_step, name="second-step"),
    path("login/oidc", oidc.begin, name="oidc"),
    path("login/oidc/back", oidc.back, name="oidc-back"),
]
