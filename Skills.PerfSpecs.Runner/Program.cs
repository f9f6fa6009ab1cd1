using PerfSpecs.CommandLine;
using Runner.Workloads;

return await SpecConsole.Run(args, AllSpecs.Tests, AllSpecs.Commands);
