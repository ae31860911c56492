# A thin wrapper round CMake and Ninja.
#
#   make          build into build/: the command, the library, casus.model
#   make demo     install what is missing, build, code the articles of examples/ and show the events
#   make check    install what is missing, build with warnings as errors, run every test, plain and
#                 under ASan and UBSan; ends with the number of tests passed and failed
#   make check-kill   kill casus ingest KILLS (200) times in the middle and look at what is in the store
#   make fuzz     run every fuzz target for FUZZ_SECONDS (60) under clang's sanitizers
#   make bench    the parser's engines in one table (TREEBANK=folder), the model's bytes; speed, memory, start,
#                 the gate's loss; instructions, which fail where they grew
#   make bench-ingest  the whole way into a store, one core and two, and a web archive of 1 GB
#   make deps     install the Debian packages that are missing
#   make train    train the parser's weights again (DATA=folder that holds treebank/)
#   make install  PREFIX=/usr/local, DESTDIR=
#   make clean    remove build/ and build-asan/

BUILD ?= build
BUILD_ASAN ?= build-asan
BUILD_FUZZ ?= build-fuzz
FUZZ_SECONDS ?= 60
KILLS ?= 200
PREFIX ?= /usr/local
DATA ?= ../shared/data
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
CMAKE_FLAGS ?=

.PHONY: all configure demo check check-kill fuzz bench bench-ingest deps train install clean

all: configure
	@cmake --build $(BUILD) -j $(JOBS)

configure:
	@command -v cmake >/dev/null && command -v ninja >/dev/null || \
	    { echo "cmake and ninja are missing: run make deps first" >&2; exit 1; }
	@cmake -S . -B $(BUILD) -G Ninja -DCMAKE_INSTALL_PREFIX=$(PREFIX) $(CMAKE_FLAGS) >/dev/null

demo: deps all
	@sh tools/demo.sh $(BUILD)

check: deps
	@JOBS=$(JOBS) sh tools/check.sh $(BUILD) $(BUILD_ASAN)

check-kill: all
	@$(BUILD)/test_kill $(KILLS)

fuzz: deps
	@JOBS=$(JOBS) sh tools/fuzz.sh $(BUILD_FUZZ) $(FUZZ_SECONDS)

bench: all
	@sh bench/engines.sh $(BUILD) $(TREEBANK)
	@sh bench/run.sh $(BUILD)

bench-ingest: all
	@sh bench/ingest.sh $(BUILD)

deps:
	@sh tools/install-deps.sh

# The net is trained with OpenBLAS where it is, which the build must find.
train:
	@sh tools/install-deps.sh libopenblas-serial-dev
	@$(MAKE) --no-print-directory all
	@sh tools/train.sh $(BUILD) $(DATA) weights

install: all
	DESTDIR=$(DESTDIR) cmake --install $(BUILD)

clean:
	rm -rf $(BUILD) $(BUILD_ASAN) $(BUILD_FUZZ)
