using Faulty;
using PerfSpecs.CommandLine;

// The first word may ask for a program that is itself at fault.
return args switch
{
    ["twins", .. var rest] => await SpecConsole.Run(rest, FaultyWorkloads.Twins),
    ["no-tests", .. var rest] => await SpecConsole.Run(rest, null!),
    _ => await SpecConsole.Run(args, FaultyWorkloads.Tests),
};
