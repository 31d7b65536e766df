#!/usr/bin/env bash
# Make the program for people without Python, for the system this runs on: dist/zcdossier/, with every licence of
# what is in it. In a virtual environment with `pip install . pyinstaller pip-licenses`.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build
pip-licenses --with-license-file --no-license-path --with-urls --format plain-vertical \
  --ignore-packages pyinstaller pyinstaller-hooks-contrib pip-licenses prettytable tomli altgraph macholib pefile \
  setuptools pip wheel > build/THIRD-PARTY-LICENSES.txt
pyinstaller --noconfirm --log-level WARN packaging/zcdossier.spec
cp build/THIRD-PARTY-LICENSES.txt LICENSE dist/zcdossier/
