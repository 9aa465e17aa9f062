from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ConferencesConfig(AppConfig):
    name = "nhipcau.conferences"
    verbose_name = gettext_lazy("Hội nghị")

    def ready(self) -> None:
        from nhipcau.conferences import unit_changes
        from nhipcau.conferences.lifecycle import letters
        from nhipcau.organs import following
        from nhipcau.outbox import handlers

        handlers.on_result(letters.KIND, letters.note_result)

        following.register(unit_changes.conferences_ahead)
        following.register(unit_changes.rooms)
