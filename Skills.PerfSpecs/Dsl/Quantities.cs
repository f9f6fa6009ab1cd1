using System.Numerics;

namespace PerfSpecs;

/// <summary>Numbers with units, as budgets in code write them: <c>500.Milliseconds</c>, <c>40.Percent</c>, <c>1.5.Times</c>.</summary>
public static class Quantities
{
    extension<T>(T number) where T : struct, INumber<T>
    {
        /// <summary>This many nanoseconds.</summary>
        public Quantity Nanoseconds => new(double.CreateChecked(number), Unit.Nanosecond);

        /// <summary>This many microseconds.</summary>
        public Quantity Microseconds => new(double.CreateChecked(number), Unit.Microsecond);

        /// <summary>This many milliseconds.</summary>
        public Quantity Milliseconds => new(double.CreateChecked(number), Unit.Millisecond);

        /// <summary>This many seconds.</summary>
        public Quantity Seconds => new(double.CreateChecked(number), Unit.Second);

        /// <summary>This many bytes.</summary>
        public Quantity Bytes => new(double.CreateChecked(number), Unit.Byte);

        /// <summary>This many kilobytes of 1,024 bytes.</summary>
        public Quantity Kilobytes => new(double.CreateChecked(number), Unit.Kilobyte);

        /// <summary>This many megabytes of 1,024 kilobytes.</summary>
        public Quantity Megabytes => new(double.CreateChecked(number), Unit.Megabyte);

        /// <summary>This many hundredths of a whole.</summary>
        public Quantity Percent => new(double.CreateChecked(number), Unit.Percent);

        /// <summary>This many times the reference.</summary>
        public Quantity Times => new(double.CreateChecked(number), Unit.Times);

        /// <summary>This many operations a second.</summary>
        public Quantity PerSecond => new(double.CreateChecked(number), Unit.PerSecond);

        /// <summary>This many of the things that the noun names.</summary>
        public Quantity Of(string noun) => new(double.CreateChecked(number), Unit.Count(noun));
    }
}
