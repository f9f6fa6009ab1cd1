# Everything here works as the first command typed on a machine with the .NET SDK and make.

CONFIGURATION := Release
RUNNER := Skills.PerfSpecs.Runner
CONSOLE = dotnet $(RUNNER)/bin/$(CONFIGURATION)/net10.0/Skills.PerfSpecs.Runner.dll
BENCH = dotnet bench/bin/$(CONFIGURATION)/net10.0/Bench.dll
RESULTS := TestResults
TESTS := Skills.Tests:tests/Skills.Tests PerfSpecs.Tests:tests/Skills.PerfSpecs.Tests Runner.Tests:tests/Skills.PerfSpecs.Runner.Tests Bench.Tests:tests/Bench.Tests Http.Tests:tests/Http.Tests Packages.Tests:tests/Packages.Tests

# make perf ONLY="iteration-overhead preprocessing" SEED=7 ARGS="--debug"
ONLY ?=
SEED ?=
SPECS ?=
ARGS ?=
CHOOSE = $(if $(SPECS),--specs '$(SPECS)') $(ARGS) $(if $(ONLY),--run $(ONLY))
SELECT = $(CHOOSE) $(if $(SEED),--seed $(SEED))

# A build that succeeds says nothing; one that fails says everything.
quietly = @out=$$($(1) 2>&1) || { printf '%s\n' "$$out"; exit 1; }

export DOTNET_NOLOGO := 1
export DOTNET_CLI_TELEMETRY_OPTOUT := 1

.PHONY: help perf bench console bench-schema test list check schema pack prove prove-machine mutants format clean build build-runner build-bench

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo 'perf, bench, list and check take ONLY="id ..." SPECS=file ARGS="options of the verb"; all but check take SEED=n.'

perf: build-runner ## judge the budgets of specs.json
	@$(CONSOLE) $(SELECT)

bench: build-bench ## judge Skills against its peers by bench/specs.json (some minutes)
	@$(BENCH) --specs bench/specs.json $(SELECT)

console: build-runner ## judge how long a person waits for the console itself
	@$(CONSOLE) --specs $(RUNNER)/console.specs.json $(SELECT)

bench-schema: build-bench ## write bench/specs.schema.json from the bench's registry
	@$(BENCH) schema > bench/specs.schema.json.tmp && mv bench/specs.schema.json.tmp bench/specs.schema.json

list: build-runner ## list the specs
	@$(CONSOLE) --list-tests $(SELECT)

check: build-runner ## check specs.json, measure nothing
	@$(CONSOLE) check $(CHOOSE)

schema: build-runner ## write specs.schema.json from the registry, and the results' schema
	@$(CONSOLE) schema > specs.schema.json.tmp && mv specs.schema.json.tmp specs.schema.json
	@$(CONSOLE) schema reference > docs/specs-json.md.tmp && mv docs/specs-json.md.tmp docs/specs-json.md
	@$(CONSOLE) schema codes > docs/error-codes.md.tmp && mv docs/error-codes.md.tmp docs/error-codes.md
	@$(CONSOLE) schema results > perfspecs-results.schema.json.tmp && mv perfspecs-results.schema.json.tmp perfspecs-results.schema.json

test: build ## every correctness test (the budgets are judged by make perf)
	@rm -rf $(RESULTS)
	@code=0; for test in $(TESTS); do \
		dotnet test $${test#*:} -c $(CONFIGURATION) --no-build --logger "trx;LogFileName=$${test%%:*}.trx" --results-directory $(RESULTS) || code=1; \
	done; exit $$code

pack: build ## put the packages into artifacts/packages
	@rm -rf artifacts/packages
	$(call quietly,dotnet pack PerfSpecs.sln -c $(CONFIGURATION) --no-build --nologo -o artifacts/packages)
	@ls artifacts/packages/*.nupkg

prove: build ## simulate and measure the error rates at length, into docs/ (a quarter of an hour)
	@PERFSPECS_PROVE=$(CURDIR)/docs/error-rates.md dotnet test tests/Skills.PerfSpecs.Tests -c $(CONFIGURATION) --no-build --filter "FullyQualifiedName~ErrorRateTests|FullyQualifiedName~EndToEndRateTests|FullyQualifiedName~PromiseTests"
	@dotnet tests/RealProof/bin/$(CONFIGURATION)/net10.0/RealProof.dll docs/error-rates-measured.md

prove-machine: build ## measure what a busy machine does to verdicts, into docs/ (some minutes; needs taskset)
	@dotnet tests/RealProof/bin/$(CONFIGURATION)/net10.0/RealProof.dll machine docs/busy-machine.md

mutants: build ## break the statistics in forty places, and show that a test notices each (half an hour)
	@dotnet tests/Mutants/bin/$(CONFIGURATION)/net10.0/Mutants.dll .

format: ## mend the code's style
	@dotnet format PerfSpecs.sln

clean: ## remove everything that was built
	@rm -rf $(RESULTS) artifacts */bin */obj tests/*/bin tests/*/obj

build:
	$(call quietly,dotnet build PerfSpecs.sln -c $(CONFIGURATION) --nologo)

build-runner:
	$(call quietly,dotnet build $(RUNNER)/Runner.csproj -c $(CONFIGURATION) --nologo)

build-bench:
	$(call quietly,dotnet build bench/Bench.csproj -c $(CONFIGURATION) --nologo)
