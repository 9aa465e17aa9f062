"""Rules for passwords, in the words of offices: Django's own validators, saying no in Vietnamese."""

from typing import Any

from django.contrib.auth import password_validation as django_rules
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nhipcau.organs import example


class LongEnough(django_rules.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("Cần ít nhất %(min_length)s ký tự.") % {"min_length": self.min_length}

    def get_help_text(self) -> str:
        return _("Ít nhất %(min_length)s ký tự; một câu ngắn dễ nhớ là tốt nhất.") % {"min_length": self.min_length}


class NotCommon(django_rules.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Mật khẩu này nhiều người dùng nên dễ bị đoán.")

    def get_help_text(self) -> str:
        return _("Không phải là mật khẩu nhiều người dùng.")


class NotOnlyDigits(django_rules.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return _("Mật khẩu không được chỉ gồm chữ số.")

    def get_help_text(self) -> str:
        return _("Không chỉ gồm chữ số.")


class NotLikeTheName(django_rules.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("Mật khẩu quá giống họ tên, tên đăng nhập hoặc địa chỉ thư.")

    def get_help_text(self) -> str:
        return _("Không giống họ tên hoặc tên đăng nhập.")


class NotPublished:
    """The password that the documentation prints is everybody's."""

    def validate(self, password: str, user: Any = None) -> None:
        if password == example.PASSWORD:
            raise ValidationError(_("Mật khẩu này đã công bố, ai cũng biết."), code="published_password")

    def get_help_text(self) -> str:
        return _("Không phải là mật khẩu đã công bố trong tài liệu.")
