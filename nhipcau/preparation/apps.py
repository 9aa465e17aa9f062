from django.apps import AppConfig


class PreparationConfig(AppConfig):
    name = "nhipcau.preparation"
    label = "preparation"

    def ready(self) -> None:
        from nhipcau.conferences.lifecycle import copies
        from nhipcau.conferences.lifecycle import moving as lifecycle
        from nhipcau.outbox import handlers
        from nhipcau.preparation import copying, moving, purging, reminders
        from nhipcau.preparation.copied import CopiedRound

        handlers.on_result(reminders.KIND, reminders.note_result)
        handlers.on_minute("reminders", reminders.remind_by_the_clock)
        handlers.on_result(copying.KIND, copying.note_result)
        handlers.on_minute("copies", copying.copy_by_the_clock)
        handlers.on_minute("purge", purging.purge_by_the_clock)
        lifecycle.register(moving.RoundMoments())
        copies.register(CopiedRound())
