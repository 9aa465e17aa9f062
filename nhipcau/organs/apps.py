from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class OrgansConfig(AppConfig):
    name = "nhipcau.organs"
    verbose_name = gettext_lazy("Đơn vị và tài khoản")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from nhipcau.organs.accounts.logins import on_login

        user_logged_in.connect(on_login, dispatch_uid="nhipcau.organs.accounts.logins")
