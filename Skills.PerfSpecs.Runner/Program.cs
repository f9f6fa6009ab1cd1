using PerfSpecs.CommandLine;
using PerfSpecs.Reports;
using Runner.Workloads;

return await SpecConsole.Run(args, AllSpecs.Tests, new Commands("make perf ONLY={id} SEED={seed}", "make perf ARGS=\"--profile {id}\"", " SPECS={file}"));
