using Faulty;
using PerfSpecs.CommandLine;

return await SpecConsole.Run(args, FaultyWorkloads.Tests);
