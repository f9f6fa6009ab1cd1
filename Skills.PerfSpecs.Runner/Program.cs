using PerfSpecs.CommandLine;
using Runner.Workloads;

return await SpecConsole.Run(args, AllSpecs.Tests, again: "make perf ONLY={id} SEED={seed}");
