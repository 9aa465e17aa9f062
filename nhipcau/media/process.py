"""Our own engine's configuration and command line.

Reasons for the values stand beside them. The file holds the engine's secret and is readable by the owner alone;
nothing of it is ever logged.
"""

import os
from pathlib import Path
from typing import Any

import yaml

from nhipcau.core.config import Config
from nhipcau.media.access import KEY, is_loopback
from nhipcau.media.ports import EnginePorts

_KEY_FRAME_THROTTLE = "200ms"


def engine_config(settings: Config, ports: EnginePorts) -> dict[str, Any]:
    """What the engine is told. Local runs stay on loopback; otherwise media goes to `engine_address`."""
    media = "127.0.0.1" if is_loopback(settings.engine_address) else settings.engine_address
    local = is_loopback(media)
    return {
        "port": ports.signal,
        # behind HTTPS Caddy proxies the signalling from this machine
        "bind_addresses": ["127.0.0.1"] if local or settings.lan else ["0.0.0.0"],  # noqa: S104
        "keys": {KEY: settings.secret("engine_secret")},
        "logging": {"level": "warn", "pion_level": "error", "json": False},
        "rtc": {
            "tcp_port": ports.tcp,
            "udp_port": f"{ports.udp_first}-{ports.udp_last}",
            # bind_addresses does not confine media; this does, for UDP
            "ips": {"includes": [f"{media}/32"]},
            "node_ip": media,
            "use_external_ip": False,
            "enable_loopback_candidate": local,
            # an empty list means public servers, for browsers too; our own media port keeps every question at home
            "stun_servers": [f"{media}:{ports.udp_first}"],
            # a late room must not wait out the throttle for its key frame
            "pli_throttle": dict.fromkeys(("low_quality", "mid_quality", "high_quality"), _KEY_FRAME_THROTTLE),
            # on a bad line the picture gets coarse, it does not stop
            "congestion_control": {"allow_pause": False},
        },
        "room": {
            # only our server makes halls
            "auto_create": False,
            # the default of 20 s ends a hall when one switch restarts
            "empty_timeout": 7200,
            "departure_timeout": 1800,
            "enabled_codecs": [{"mime": mime} for mime in ("audio/opus", "audio/red", "video/vp8", "video/h264")],
        },
        # rooms show whether they are heard from these reports: short words in a quiet hall must count
        "audio": {"active_level": 40, "min_percentile": 15, "update_interval": 300},
        "limit": {"subscription_limit_video": 30, "subscription_limit_audio": settings.engine_audio_limit},
        "webhook": {
            "api_key": KEY,
            "urls": [f"http://127.0.0.1:{settings.port}/live/engine/webhook"],
            # 212 joins at once overflow the default of 200; older than 30 s is still better than never
            "resource_url_notifier": {"max_depth": 5000, "max_age": "10m"},
        },
        "turn": {"enabled": False},
    }


def write_config(settings: Config, ports: EnginePorts) -> Path:
    """The configuration file under `<home>/engine`, mode 0600."""
    path = settings.home / "engine" / "livekit.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        yaml.safe_dump(engine_config(settings, ports), file, sort_keys=False)
    fresh.replace(path)
    return path


def engine_command(binary: Path, config_file: Path) -> list[str]:
    return [str(binary), "--config", str(config_file)]
