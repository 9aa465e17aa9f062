"""The command itself; the modules beside hang their commands on it."""

import typer

app = typer.Typer(
    help="Nhịp Cầu: hội nghị trực tuyến nhiều cấp, tự vận hành.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # plain tracebacks: in the log of a service, and without locals that hold secrets
)
PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
"""For commands whose arguments another parser takes apart."""
