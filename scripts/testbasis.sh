# Shared by test and proef: the packages of the tests, a browser among them.
# Debian's small headless browser does the same pages in two thirds of the time; the whole one does as well.
browser=chromium
grep -qsx 'ID=debian' /etc/os-release && browser=chromium-headless-shell
for naam in "${CHROMIUM:-$browser}" "$browser"; do
    if command -v "$naam" >/dev/null; then browser=; fi
done
if [ -n "$browser" ] && command -v chromium >/dev/null; then
    if [ "$(id -u)" = 0 ]; then (pakketten "$browser") || stap "dan met chromium"; fi
    browser=
fi
# shellcheck disable=SC2086  # empty when there is a browser
pakketten libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libatomic1 gettext $browser
omgeving requirements-test.txt
unset PYTHONDONTWRITEBYTECODE  # what one process compiled the next ones only read
