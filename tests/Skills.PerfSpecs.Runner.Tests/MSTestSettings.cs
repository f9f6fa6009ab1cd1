// One after the other: these tests start programs that judge times, and two at once would disturb each other's verdicts.
[assembly: DoNotParallelize]
