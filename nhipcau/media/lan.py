"""HTTPS for other PCs of the office: Caddy in front of web and engine, with an authority of its own.

Beyond localhost a browser gives no camera to a page without HTTPS. The authority and all of Caddy's files lie in
the data folder; nobody's system store is touched. Its root certificate is given away on `/certificate`.
"""

import os
import socket
from pathlib import Path
from typing import Final

from nhipcau.core.config import Config
from nhipcau.media.binary import find_caddy
from nhipcau.media.ports import engine_ports
from nhipcau.media.supervisor import Child

AUTHORITY: Final = "nhipcau"


def folder(settings: Config) -> Path:
    return settings.home / "caddy"


def root_certificate(settings: Config) -> Path:
    """The authority's certificate (PEM); Caddy writes it at its first start."""
    return folder(settings) / "data" / "caddy" / "pki" / "authorities" / AUTHORITY / "root.crt"


def address(settings: Config) -> str:
    """https:// address of the LAN name, with the port where it is not the usual one."""
    port = "" if settings.lan_https_port == 443 else f":{settings.lan_https_port}"
    return f"https://{settings.lan}{port}"


def own_address(name: str) -> str:
    """The address of this machine to which media should go: that of the name, else that of the way out."""
    try:
        return socket.gethostbyname(name)
    except OSError:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))  # nothing is sent; the kernel picks the outgoing address
            return str(probe.getsockname()[0])


def caddyfile(settings: Config) -> str:
    """Signalling goes to the engine, the rest to the web; the certificate page answers on plain http too."""
    engine = settings.engine_url.replace("ws", "http", 1) or f"127.0.0.1:{engine_ports(settings).signal}"
    web = f"127.0.0.1:{settings.port}"
    return f"""{{
	admin off
	auto_https disable_redirects
	skip_install_trust
	http_port {settings.lan_http_port}
	https_port {settings.lan_https_port}
	storage file_system {{
		root "{folder(settings) / "data" / "caddy"}"
	}}
	pki {{
		ca {AUTHORITY} {{
			name "Nhịp Cầu"
		}}
	}}
}}

{settings.lan}:{settings.lan_https_port} {{
	tls {{
		issuer internal {{
			ca {AUTHORITY}
		}}
	}}
	@engine path /rtc /rtc/*
	handle @engine {{
		reverse_proxy {engine}
	}}
	handle {{
		reverse_proxy {web} {{
			flush_interval -1
		}}
	}}
}}

http://{settings.lan}:{settings.lan_http_port} {{
	@certificate path /certificate /certificate/* /static/*
	handle @certificate {{
		reverse_proxy {web}
	}}
	handle {{
		redir {address(settings)}{{uri}}
	}}
}}
"""


def child(settings: Config) -> Child:
    """Caddy as a supervised child, told to keep its files in the data folder."""
    top = folder(settings)
    top.mkdir(parents=True, exist_ok=True)
    config_file = top / "Caddyfile"
    config_file.write_text(caddyfile(settings), encoding="utf-8")
    environment = {
        **os.environ,
        "HOME": str(top),
        "XDG_DATA_HOME": str(top / "data"),
        "XDG_CONFIG_HOME": str(top / "config"),
    }
    command = [str(find_caddy() or "caddy"), "run", "--config", str(config_file), "--adapter", "caddyfile"]
    return Child("caddy", command, environment)
