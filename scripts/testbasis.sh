# Shared by test and proef: the packages of the tests, a browser among them.
browser=chromium
for naam in "${CHROMIUM:-chromium}" chromium chromium-headless-shell; do
    if command -v "$naam" >/dev/null; then browser=; fi
done
# shellcheck disable=SC2086  # empty when there is a browser
pakketten libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libatomic1 gettext $browser
omgeving requirements-test.txt
