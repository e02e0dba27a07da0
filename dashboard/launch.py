"""How the dashboard's process is started: the one place that knows Streamlit's options."""

import sys
from pathlib import Path

from graph.settings import Settings

APP = Path(__file__).with_name("app.py")

OPTIONS = {
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "server.runOnSave": "false",
    "server.maxUploadSize": "50",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "viewer",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "client.showSidebarNavigation": "true",
    "logger.level": "warning",
    "theme.font": "'Source Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
    "theme.baseRadius": "6px",
    "theme.light.primaryColor": "#1f5f99",
    "theme.light.backgroundColor": "#ffffff",
    "theme.light.secondaryBackgroundColor": "#f4f6f8",
    "theme.light.textColor": "#1d2733",
    "theme.light.linkColor": "#1f5f99",
    "theme.dark.primaryColor": "#3b7fbf",
    "theme.dark.linkColor": "#7db4e6",
}
"""Streamlit's options, as argv sets them: no statistics, no traceback, no file watcher. Colours stand apart for
light and dark, because a bare ``theme.primaryColor`` pins the light mode."""


def command(settings: Settings, port: int, address: str = "127.0.0.1") -> list[str]:
    """The argv that serves the dashboard of ``settings.home`` on ``address:port``.

    ``address`` is always passed on: without it Streamlit listens on every interface and asks a public service for the
    machine's own address. Only the container passes ``0.0.0.0``. The process reads the rest of its settings from the
    environment (``NEO4J_URI`` and its kin, ``ALLIANCEGRAPH_LANG``), see ``dashboard/app.py``.
    """
    options = {**OPTIONS, "server.address": address, "server.port": str(port), "browser.serverAddress": address}
    if address == "0.0.0.0":  # noqa: S104 - the container's port mapping decides who can reach it
        options["browser.serverAddress"] = "127.0.0.1"
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(APP), *flags, "--", "--home", str(settings.home)]
