#!/usr/bin/env bash
# Installs what the browser tests and the screenshots need: Chromium and fonts with Chinese characters (Debian, Ubuntu).
# Does nothing when they are there. In CI a missing piece is an error; elsewhere those tests are skipped with a reason.
set -euo pipefail

have_browser() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }
have_fonts() { command -v fc-list >/dev/null && [[ -n "$(fc-list :lang=zh 2>/dev/null)" ]]; }

if have_browser && have_fonts; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "No Chromium, or no Chinese fonts, and no apt-get to install them: browser tests will be skipped." >&2
  [[ -z ${CI:-} ]]
  exit
fi
as_root=()
if [[ $(id -u) -ne 0 ]]; then
  if [[ -z ${CI:-} ]] || ! sudo -n true 2>/dev/null; then
    echo "Chromium or Chinese fonts are missing, and only root can install them: browser tests will be skipped." >&2
    [[ -z ${CI:-} ]]
    exit
  fi
  as_root=(sudo -n)
fi

export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
packages=(fontconfig fonts-noto-cjk)
if ! have_browser; then
  if apt-cache show chromium >/dev/null 2>&1; then packages+=(chromium); else packages+=(chromium-browser); fi
fi
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
