using Faulty;
using PerfSpecs.CommandLine;

// Which tree the program has, by a variable: its own command line is a user's.
return await SpecConsole.Run(args, Environment.GetEnvironmentVariable("FAULTY_TREE") switch
{
    "mistakes" => BudgetsInCode.Mistaken,
    "none" => null!,
    "budgets" => BudgetsInCode.Good,
    _ => FaultyWorkloads.Tests,
});
