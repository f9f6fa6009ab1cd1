// One after the other: these tests build and measure, and two at once would disturb each other.
[assembly: DoNotParallelize]
