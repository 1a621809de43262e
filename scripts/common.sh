# shellcheck shell=bash
# common.sh: what scripts/*, tests/run and bench/run share. Sourced, never run.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
PREFIX=${PREFIX:-/usr/local}
export LC_ALL=C.UTF-8
umask 022

# A private server must not be steered by the caller's PG* settings, nor the
# makes started here by the make that started us.
for name in ${!PG@}; do
	[ "$name" = PG_CONFIG ] || unset "$name"
done
unset name MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES

say() {
	printf '%s\n' "$*"
}

die() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 1
}

is_root() {
	[ "$(id -u)" -eq 0 ]
}

# Runs a command as root, through sudo where the caller is not root.
as_root() {
	if is_root; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		die "this needs root, and there is no sudo here: $*"
	fi
}

# logged LOG COMMAND...: output goes to LOG; on failure its end is shown.
# Not with ||, which would switch off -e inside a COMMAND that is a function.
logged() {
	local log=$1 status

	shift
	set +e
	(set -e && "$@") >"$log" 2>&1
	status=$?
	set -e
	[ "$status" -eq 0 ] || tail -n 15 "$log" >&2
	return "$status"
}

# The major version of the newest server installed by Debian that passend can
# use (15 or later), one with its -server-dev package first; or nothing.
installed_major() {
	local dir major with_dev='' any=''

	for dir in $(printf '%s\n' /usr/lib/postgresql/*/ | sort -V); do
		major=$(basename "$dir")
		if [ -x "${dir}bin/postgres" ] && [ "$major" -ge 15 ]; then
			any=$major
			[ ! -e "${dir}lib/pgxs/src/makefiles/pgxs.mk" ] || with_dev=$major
		fi
	done
	say "${with_dev:-$any}"
}

# Sets PG_CONFIG, where the caller has not, to the server chosen above.
find_pg_config() {
	local major

	if [ -z "${PG_CONFIG:-}" ]; then
		major=$(installed_major)
		PG_CONFIG=${major:+/usr/lib/postgresql/$major/bin/pg_config}
		PG_CONFIG=${PG_CONFIG:-$(command -v pg_config || true)}
	fi
	[ -x "$PG_CONFIG" ] ||
		die "no PostgreSQL 15 or later found (set PG_CONFIG to its pg_config)"
	export PG_CONFIG
}

# make with the settings that every build and install here shares.
run_make() {
	make --no-print-directory "PG_CONFIG=$PG_CONFIG" "PREFIX=$PREFIX" "$@"
}

build() {
	run_make "-j$(nproc)" all
}

# True when the machine has exactly what `make install` would put there, so
# that a second run needs neither root nor sudo. Compares a staged install.
is_installed() (
	stage=$(mktemp -d)
	trap 'rm -rf "$stage"' EXIT
	cd "$ROOT" && run_make -s "DESTDIR=$stage" install >/dev/null 2>&1 || exit 1
	cd "$stage" || exit 1
	find . -type f | while IFS= read -r file; do
		cmp -s "$file" "${file#.}" || exit 1
	done
)

# Installs into PostgreSQL's own directories: before 18 there is no other
# place that a server loads an extension from.
install_all() {
	if [ -w "$("$PG_CONFIG" --pkglibdir)" ]; then
		run_make install
	else
		as_root make --no-print-directory \
			"PG_CONFIG=$PG_CONFIG" "PREFIX=$PREFIX" install
	fi
}

# load_country DIRECTORY OPTION...: loads what `passend synth --all --national` made.
# Files in a subdirectory need what its name says: soort=so,schooljaar=2024-2025. That
# all of it was loaded already (12) is well.
load_country() {
	local country=$1 directory parameters parameter options

	shift
	load_known "$@" data/pc4-swv-2015.csv.gz
	load_known "$@" "$country"/*.csv
	for directory in "$country"/*/; do
		IFS=, read -ra parameters <<<"$(basename "$directory")"
		options=()
		for parameter in "${parameters[@]}"; do
			options+=(--set "$parameter")
		done
		load_known "$@" "${options[@]}" "$directory"
	done
}

# passend load, content with what is loaded already.
load_known() {
	local status=0

	passend load -q --jobs "$(nproc)" "$@" || status=$?
	[ "$status" -eq 0 ] || [ "$status" -eq 12 ] || return "$status"
}

# load_published OPTION...: the published tables of data/, which reports compare with.
load_published() {
	local file status

	for file in data/*.csv.gz; do
		case $file in
			*/duo_* | */owinsp_* | */pc4-*) continue ;;
		esac
		status=0
		load_known "$@" "$file" || status=$?
		# 5: tests compare with it, and no table holds it
		[ "$status" -eq 0 ] || [ "$status" -eq 5 ] || return "$status"
	done
}
