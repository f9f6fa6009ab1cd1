namespace Skills.Tests;

[TestClass]
public sealed class WordBeginningsTests
{
    private static readonly WordBeginnings Beginnings = new("password", "sk-", "-----begin");

    [TestMethod]
    [DataRow("password")]
    [DataRow("my PassWord is")]
    [DataRow("sk-")]
    [DataRow("ask-me")]
    [DataRow("x-----BEGIN")]
    [DataRow("ppassword")]
    public void A_text_that_holds_a_word_is_never_ruled_out(string text) => Assert.IsTrue(Beginnings.MayBeIn(text));

    [TestMethod]
    [DataRow("")]
    [DataRow("pa")]
    [DataRow("item 3")]
    [DataRow("p a s s")]
    [DataRow("\u017Fk-")]
    [DataRow("--")]
    public void A_text_without_the_beginning_of_a_word_is_ruled_out(string text) => Assert.IsFalse(Beginnings.MayBeIn(text));

    [TestMethod]
    public void Every_sign_of_a_secret_is_found_in_a_short_text_behind_any_character()
    {
        foreach (var sign in new[] { "password=", "pwd: ", "api_key", "sk-", "ghp_", "eyJ", "xoxb-", "AKIA", "bearer ", "basic ", "-----BEGIN" })
        {
            foreach (var before in new[] { "", " ", "p", "s", "-", "é" })
                Assert.IsTrue(SecretSigns.AreIn(before + sign), before + sign);
        }
    }
}
