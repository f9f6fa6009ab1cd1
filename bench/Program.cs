using Bench;
using PerfSpecs.CommandLine;

return await SpecConsole.Run(args, BenchSpecs.Tests, again: "make bench ONLY={id} SEED={seed}");
