#!/usr/bin/env bash
# Installs what the browser tests and the screenshots need: Chromium and fonts with Chinese characters (Debian, Ubuntu).
# Does nothing when they are there. In CI a missing piece is an error; elsewhere those tests are skipped with a reason.
set -euo pipefail

have_browser() {
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null
}

have_fonts() {
  command -v fc-list >/dev/null && [[ -n $(fc-list :lang=zh 2>/dev/null) ]]
}

give_up() {
  echo "$1: browser tests will be skipped." >&2
  [[ -z ${CI:-} ]] && exit 0
  exit 1
}

if have_browser && have_fonts; then
  exit 0
fi

command -v apt-get >/dev/null || give_up "Chromium or Chinese fonts are missing, and there is no apt-get to install them"
as_root=()
if [[ $(id -u) -ne 0 ]]; then
  # On somebody's own machine nothing is installed behind their back.
  [[ -n ${CI:-} ]] && sudo -n true 2>/dev/null || give_up "Chromium or Chinese fonts are missing, and only root can install them"
  as_root=(sudo -n)
fi

export DEBIAN_FRONTEND=noninteractive
packages=(fontconfig fonts-noto-cjk)
have_browser || packages+=(chromium)
"${as_root[@]}" apt-get update -qq || give_up "apt-get could not fetch its lists"
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null \
  || give_up "apt-get could not install ${packages[*]}"
