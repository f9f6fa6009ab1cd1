using Faulty;
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

// Which tree the program has, by a variable: its own command line is a user's.
return await SpecConsole.Run(args, Environment.GetEnvironmentVariable("FAULTY_TREE") switch
{
    "mistakes" => BudgetsInCode.Mistaken,
    "none" => null!,
    "budgets" => BudgetsInCode.Good,
    _ => FaultyWorkloads.Tests,
});
