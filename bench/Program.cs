using Bench;
using PerfSpecs.CommandLine;
using PerfSpecs.Text;

return await SpecConsole.Run(
    args,
    BenchSpecs.Tests,
    new Commands("make bench ONLY={id} SEED={seed}", "make bench ARGS=\"--profile {id}\"", Specs: "") { Root = "PerfSpecs.sln" });
