using Bogus;

namespace Runner.Workloads;

/// <summary>The random numbers of one part of a skill: what is stated of one part must not move the others.</summary>
/// <param name="Part">Tells the parts apart.</param>
internal readonly record struct RandomStream(uint Part)
{
    public static RandomStream Plan { get; } = new(1);

    public static RandomStream Name { get; } = new(2);

    public static RandomStream Body { get; } = new(3);

    public static RandomStream Documents { get; } = new(4);

    public static RandomStream Others { get; } = new(5);

    /// <summary>This part's random numbers for a seed.</summary>
    public Randomizer Of(int seed) => new((int)(Scramble(unchecked((uint)seed ^ (Part * 0x9E3779B9u))) & int.MaxValue));

    /// <summary>Spreads neighbouring numbers over the whole range, one to one (the finalizer of MurmurHash3; Appleby, 2011).</summary>
    /// <remarks>Seeds that differ little, or in sign alone, would otherwise give random numbers that resemble each other.</remarks>
    public static uint Scramble(uint number)
    {
        unchecked
        {
            number = (number ^ (number >> 16)) * 0x85EBCA6Bu;
            number = (number ^ (number >> 13)) * 0xC2B2AE35u;
            return number ^ (number >> 16);
        }
    }
}
