using PerfSpecs;
using PerfSpecs.CommandLine;
using static PerfSpecs.Dsl;

return await SpecConsole.Run(args, testList("bytes", [workload("buffer", () => new byte[1_000])]));
