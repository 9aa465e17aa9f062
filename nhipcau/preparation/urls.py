"""Addresses of registration, delegates and the sites' own pages."""

from django.urls import path

from nhipcau.preparation import (
    copy_pages,
    delegate_pages,
    enrolling_pages,
    own_pages,
    reminder_pages,
    report_pages,
    round_pages,
    standing_pages,
)

urlpatterns = [
    path("s/<slug:link_key>", own_pages.door, name="own-door"),
    path("own", own_pages.own_sites, name="own-sites"),
    path("own/<int:pk>", own_pages.own_site, name="own-site"),
    path("own/<int:pk>/task", own_pages.own_task, name="own-task"),
    path("own/<int:pk>/leave", own_pages.own_leave, name="own-leave"),
    path("own/<int:pk>/communes", enrolling_pages.own_communes, name="own-communes"),
    path("own/<int:pk>/delegates", delegate_pages.own_delegates, name="own-delegates"),
    path("own/<int:pk>/delegates.xlsx", delegate_pages.own_delegates_xlsx, name="own-delegates-xlsx"),
    path("own/<int:pk>/delegates/template.xlsx", delegate_pages.own_template, name="own-template"),
    path("own/<int:pk>/delegates/import", delegate_pages.own_import, name="own-import"),
    path("own/<int:pk>/delegates/import/<int:preview_pk>", delegate_pages.own_preview, name="own-preview"),
    path("conferences/<int:pk>/registration", report_pages.registration, name="registration"),
    path("conferences/<int:pk>/registration/settings", round_pages.settings, name="registration-settings"),
    path("conferences/<int:pk>/registration/units", enrolling_pages.register, name="registration-units"),
    path("conferences/<int:pk>/registration/changed", enrolling_pages.changed, name="registration-changed"),
    path("conferences/<int:pk>/registration/late/<int:enrolment_pk>", round_pages.decide, name="registration-decide"),
    path("conferences/<int:pk>/registration/figures.xlsx", report_pages.headcount_xlsx, name="registration-xlsx"),
    path("conferences/<int:pk>/registration/sites", report_pages.answers, name="registration-sites"),
    path("conferences/<int:pk>/registration/missing", report_pages.unanswered, name="registration-missing"),
    path(
        "conferences/<int:pk>/registration/missing.xlsx",
        report_pages.unanswered_xlsx,
        name="registration-missing-xlsx",
    ),
    path("conferences/<int:pk>/registration/remind", reminder_pages.remind, name="registration-remind"),
    path("conferences/<int:pk>/registration/remind/plan", reminder_pages.plan, name="registration-remind-plan"),
    path("conferences/<int:pk>/registration/copies", copy_pages.copies, name="registration-copies"),
    path("conferences/<int:pk>/delegates", report_pages.named, name="delegates"),
    path("conferences/<int:pk>/delegates.xlsx", report_pages.named_xlsx, name="delegates-xlsx"),
    path("conferences/<int:pk>/delegates.txt", report_pages.named_text, name="delegates-text"),
    path("standing", standing_pages.lists, name="standing-lists"),
    path("standing/new", standing_pages.list_new, name="standing-new"),
    path("standing/<int:pk>", standing_pages.list_edit, name="standing-list"),
]
