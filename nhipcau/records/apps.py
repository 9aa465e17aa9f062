from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "nhipcau.records"
    verbose_name = "Hồ sơ"

    def ready(self) -> None:
        from nhipcau.documents.compose import held
        from nhipcau.records import for_papers

        held.register(for_papers.held)
