from django.apps import AppConfig


class OrgansConfig(AppConfig):
    name = "nhipcau.organs"
    verbose_name = "Đơn vị và tài khoản"
