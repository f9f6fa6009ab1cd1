using Microsoft.ML.Tokenizers;

namespace Skills.Tests;

[TestClass]
public sealed class TokenCounterTests
{
    [TestMethod]
    [DataRow("", 0)]
    [DataRow("hello world", 2)]
    [DataRow("tiktoken is great!", 6)]
    public void Known_texts_have_their_known_counts(string text, int expected) => Assert.AreEqual(expected, TokenCounter.Count(text));

    [TestMethod]
    public void Long_texts_of_ordinary_words_are_counted_exactly()
    {
        var text = string.Concat(Enumerable.Repeat("Größe: 1,234.5 €; 日本語の文 — \U0001F600 e\u0301\n\n    code(x)[0] += \"y\";\t", 500));
        Assert.AreEqual(TiktokenTokenizer.CreateForEncoding("o200k_base").CountTokens(text), TokenCounter.Count(text));
    }

    [TestMethod]
    [DataRow("a")]
    [DataRow("-")]
    [DataRow(" ")]
    [DataRow("\u0301")]
    [DataRow("-\u0301")]
    [DataRow("\U0001F600")]
    public void One_endless_word_costs_linear_time(string unit)
    {
        // Counted in one piece, 200,000 characters take half a minute or more; doubling the length then quadruples it.
        var once = TokenCounter.Count(string.Concat(Enumerable.Repeat(unit, 512)));
        var many = TokenCounter.Count(string.Concat(Enumerable.Repeat(unit, 512 * 390)));
        Assert.AreEqual(390.0 * once, many, 390);
    }

    [TestMethod]
    public void Threads_share_one_tokenizer()
    {
        var counts = new int[32];
        Parallel.For(0, counts.Length, i => counts[i] = TokenCounter.Count($"the number {i}"));
        Assert.IsTrue(counts.All(count => count is 3 or 4));
    }

    [TestMethod]
    public void An_estimate_is_a_quarter_of_the_bytes_rounded_up()
    {
        Assert.AreEqual(0, TokenCounter.Estimate(0));
        Assert.AreEqual(1, TokenCounter.Estimate(1));
        Assert.AreEqual(3_087, TokenCounter.Estimate(12_345));
        Assert.AreEqual(int.MaxValue, TokenCounter.Estimate(long.MaxValue));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => TokenCounter.Estimate(-1));
    }
}
