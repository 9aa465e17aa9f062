from django.apps import AppConfig


class PreparationConfig(AppConfig):
    name = "nhipcau.preparation"
    label = "preparation"

    def ready(self) -> None:
        from nhipcau.outbox import handlers
        from nhipcau.preparation import reminders

        handlers.on_result(reminders.KIND, reminders.note_result)
        handlers.on_minute("reminders", reminders.remind_by_the_clock)
