using System.Text;

namespace Skills;

/// <summary>Splits arguments into words by a shell's quoting, without expanding anything.</summary>
/// <remarks>Blanks separate; single quotes keep all as it is; within double quotes a backslash escapes a quote or a backslash; outside of quotes it escapes any character. A quote without a partner is a plain character, so that <c>don't stop</c> is two words.</remarks>
public static class ArgumentWords
{
    /// <summary>The words in order; empty for blank text. Takes linear time.</summary>
    public static IReadOnlyList<string> Split(string arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new Scan(arguments).Words();
    }

    private sealed class Scan(string text)
    {
        private readonly List<string> words = [];
        private readonly StringBuilder word = new();
        private readonly int lastSingle = text.LastIndexOf('\'');
        private bool doublesPair = true;
        private bool started;
        private int at;

        public List<string> Words()
        {
            for (; at < text.Length; at++)
            {
                if (char.IsWhiteSpace(text[at]))
                    End();
                else
                    Take(text[at]);
            }
            End();
            return words;
        }

        private void Take(char character)
        {
            started = true;
            if (character == '\\' && at + 1 < text.Length)
                word.Append(text[++at]);
            else if (character == '\'' && at < lastSingle)
                TakeSingleQuoted();
            else if (character != '"' || !TakeDoubleQuoted())
                word.Append(character);
        }

        private void TakeSingleQuoted()
        {
            var close = text.IndexOf('\'', at + 1);
            word.Append(text, at + 1, close - at - 1);
            at = close;
        }

        private bool TakeDoubleQuoted()
        {
            var before = word.Length;
            for (var i = at + 1; doublesPair && i < text.Length; i++)
            {
                if (text[i] == '"')
                {
                    at = i;
                    return true;
                }
                if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\')
                    i++;
                word.Append(text[i]);
            }
            // To search again at every later quote would take quadratic time.
            doublesPair = false;
            word.Length = before;
            return false;
        }

        private void End()
        {
            if (started)
                words.Add(word.ToString());
            word.Clear();
            started = false;
        }
    }
}
