using Bench;
using PerfSpecs.CommandLine;
using PerfSpecs.Environments;
using PerfSpecs.Judging;
using PerfSpecs.Proposals;
using PerfSpecs.Reports;
using PerfSpecs.Reports.Html;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Sampling.Processors;
using PerfSpecs.SpecFiles;
using PerfSpecs.Statistics;
using PerfSpecs.Text;

return await SpecConsole.Run(
    args,
    BenchSpecs.Tests,
    new Commands("make bench ONLY={id} SEED={seed}", "make bench ARGS=\"--profile {id}\"", Specs: "") { Root = "PerfSpecs.sln" });
