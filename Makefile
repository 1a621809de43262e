# passend: the extension is built here with PGXS, the loader in etl/.
#
#   make demo         install what is missing, build, start a private cluster,
#                     load the real data, print real results
#   make demo-national  in the same cluster a synthetic country of 2.4 million pupils
#                     a year, in sixteen years: every report has something to show
#   make check        install what is missing, build, run every test
#   make faults       loads that are cut off at random moments [SEED=... COUNT=...]
#   make psql         open psql on the demo database; make psql-national on that of
#                     the synthetic country
#   make clean-demo   stop the private cluster and remove it, with both demos
#   make bench        paired timings against the named peers (see bench/)
#   make check-extended  make check, and the loader's tests with the compilers'
#                     checks of memory, undefined behaviour and threads
#   make fuzz         lets fuzzers loose on the loader for SECONDS=600 (see tests/fuzz/)
#   make docs         write docs/datasets/ and the tables of docs/loader.md
#
# and for a packager, the ordinary PGXS way:
#   make && make install && make installcheck   [PG_CONFIG=...] [PREFIX=...]

EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" passend.control)

# The commands for people need no pg_config: they install it where it misses.
PEOPLE = demo demo-national psql-national check check-extended faults fuzz psql clean-demo bench docs
ifneq ($(filter $(PEOPLE),$(MAKECMDGOALS)),)

.PHONY: $(PEOPLE)
demo:
	@scripts/demo start
demo-national:
	@scripts/demo national
psql:
	@scripts/demo psql
psql-national:
	@scripts/demo psql passend_landelijk
clean-demo:
	@scripts/demo remove
check:
	@tests/run
faults:
	@SEED=$(SEED) COUNT=$(COUNT) tests/run faults
check-extended:
	@tests/run extended
fuzz:
	@tests/fuzz/run $(or $(SECONDS),600)
bench:
	@bench/run
docs:
	@scripts/docs

else

MODULE_big = passend
OBJS = $(patsubst %.c,%.o,$(sort $(wildcard extension/*.c)))
PGFILEDESC = "passend - Dutch open data on inclusive education"

EXTENSION = passend
INSTALL_SQL = passend--$(EXTVERSION).sql
FRAGMENTS = $(sort $(wildcard sql/extension/[0-9][0-9]-*.sql))
UPDATES = $(filter-out %--next.sql,$(wildcard sql/extension/passend--*--*.sql))
DATA = $(UPDATES)
DATA_built = $(INSTALL_SQL)

TESTS = $(sort $(wildcard tests/sql/*.sql))
# Tests named *_16 need PostgreSQL 16; PGXS below sets MAJORVERSION.
REGRESS = $(patsubst tests/sql/%.sql,%,$(if $(filter 15,$(MAJORVERSION)),$(filter-out %_16.sql,$(TESTS)),$(TESTS)))
REGRESS_OPTS = --inputdir=tests --outputdir=tests --load-extension=passend

PG_CPPFLAGS = -DPASSEND_VERSION='"$(EXTVERSION)"'
PG_CFLAGS = -std=gnu11 -Wall -Wextra -Wno-unused-parameter -Wshadow=compatible-local -Werror
EXTRA_CLEAN = $(INSTALL_SQL) $(wildcard extension/*.d extension/*.bc)

PREFIX ?= /usr/local
PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

$(INSTALL_SQL): sql/extension/expand.awk $(FRAGMENTS) $(wildcard sql/extension/templates/*.sql)
	awk -f $< $(FRAGMENTS) > $@ || { rm -f $@; false; }

# Every object sees every header: the headers are few and small.
$(OBJS): $(wildcard extension/*.h)

# The loader has its own Makefile: PGXS builds one module or one program.
all: loader
.PHONY: loader
loader:
	$(MAKE) -C etl PREFIX=$(PREFIX) PG_CONFIG=$(PG_CONFIG)
install: install-loader
.PHONY: install-loader
install-loader: loader
	$(MAKE) -C etl install PREFIX=$(PREFIX) PG_CONFIG=$(PG_CONFIG) DESTDIR=$(DESTDIR)
uninstall: uninstall-loader
.PHONY: uninstall-loader
uninstall-loader:
	$(MAKE) -C etl uninstall PREFIX=$(PREFIX) DESTDIR=$(DESTDIR)
clean: clean-loader
.PHONY: clean-loader
clean-loader:
	$(MAKE) -C etl clean

endif
