# Makes sure that there is a Chromium for the browser tests: root on Debian gets it installed.
command -v chromium >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -qq --yes --no-install-recommends chromium >/dev/null && exit 0
fi
echo "The browser tests need Chromium on the path as 'chromium': install it (Debian: apt install chromium)." >&2
exit 1
