using System.Text;

namespace Skills;

/// <summary>Fills a skill's placeholders before a model sees it.</summary>
public static class Preprocessor
{
    /// <summary>Replaces the placeholders of a skill's body, in one pass from left to right and in linear time; what was put in is never looked at again, so that no argument can bring in a variable.</summary>
    /// <param name="body">The skill's body.</param>
    /// <param name="scope">The values.</param>
    /// <returns>The text and what the author or user should know. The same instance as <paramref name="body"/> where nothing changed.</returns>
    /// <remarks>
    /// <para>Placeholders are <c>$ARGUMENTS</c>, <c>$ARGUMENTS[N]</c> and its short form <c>$N</c> (the first argument is number 0), and <c>${NAME}</c>. Any other dollar sign is plain text: <c>$HOME</c>, <c>$(date)</c>, <c>${A:-b}</c>, <c>$100k</c>.</para>
    /// <para>A backslash before a placeholder keeps it as text and is dropped (<c>\$1</c> becomes <c>$1</c>); before any other dollar sign it stays. An undefined variable and an argument that was not given stay as they are, with one warning for each.
    /// <c>$ARGUMENTS</c> without arguments becomes empty. Arguments that no placeholder took are appended as the last line, <c>ARGUMENTS: ...</c>.</para>
    /// </remarks>
    public static Preprocessed Substitute(string body, SubstitutionScope scope)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(scope);
        return SubstituteAround(body, scope, []);
    }

    /// <summary>The same for a text in which something else stands in some places already, which is left as it is.</summary>
    internal static Preprocessed SubstituteAround(string body, SubstitutionScope scope, IReadOnlyList<Insertion> insertions) => new Scan(body, scope).Run(insertions);

    /// <summary>One word with its placeholders filled in, whatever the values hold.</summary>
    internal static string Fill(string word, SubstitutionScope scope) => new Scan(word, scope).Fill();

    private sealed class Scan(string body, SubstitutionScope scope)
    {
        private StringBuilder? text;
        private int copied;
        private IReadOnlyList<string>? words;
        private bool tookArguments;
        private HashSet<string>? missing;
        private List<string>? warnings;

        public Preprocessed Run(IReadOnlyList<Insertion> insertions)
        {
            var from = 0;
            foreach (var insertion in insertions)
            {
                PassDollars(from, insertion.Start);
                Replace(insertion.Start, insertion.End, insertion.Text);
                tookArguments |= body.AsSpan(insertion.Start, insertion.End - insertion.Start).Contains("$", StringComparison.Ordinal);
                from = insertion.End;
            }

            PassDollars(from, body.Length);
            if (!tookArguments && !string.IsNullOrWhiteSpace(scope.Arguments))
                AppendArguments();
            return new Preprocessed(text is null ? body : text.Append(body, copied, body.Length - copied).ToString(), warnings is null ? [] : warnings);
        }

        public string Fill()
        {
            PassDollars(0, body.Length);
            return text is null ? body : text.Append(body, copied, body.Length - copied).ToString();
        }

        private void PassDollars(int from, int end)
        {
            for (var at = body.IndexOf('$', from, end - from); at >= 0 && at < end;)
            {
                var next = PassDollar(at);
                at = next < end ? body.IndexOf('$', next, end - next) : -1;
            }
        }

        /// <summary>Handles the dollar sign and tells where to go on.</summary>
        private int PassDollar(int at)
        {
            if (Placeholder.At(body.AsSpan(at)) is not { } placeholder)
                return at + 1;
            var end = at + placeholder.Length;
            if (at > copied && body[at - 1] == '\\')
                Replace(at - 1, at, "");
            else if (Value(placeholder) is { } value)
                Replace(at, end, value);
            else
                Miss(body.AsSpan(at, placeholder.Length));
            return end;
        }

        private string? Value(Placeholder placeholder)
        {
            switch (placeholder)
            {
                case Placeholder.Arguments:
                    tookArguments = true;
                    return scope.Arguments;
                case Placeholder.Argument argument:
                    words ??= ArgumentWords.Split(scope.Arguments);
                    if (argument.Index >= words.Count)
                        return null;
                    tookArguments = true;
                    return words[argument.Index];
                case Placeholder.Variable variable:
                    return scope.Variable(variable.Name);
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        private void Replace(int start, int end, string value)
        {
            text ??= new StringBuilder(body.Length + value.Length + 64);
            text.Append(body, copied, start - copied).Append(value);
            copied = end;
        }

        private void Miss(ReadOnlySpan<char> placeholder)
        {
            var shown = placeholder.ToString();
            missing ??= new HashSet<string>(StringComparer.Ordinal);
            if (missing.Add(shown))
                (warnings ??= []).Add($"`{Shown.Short(shown)}` has no value and stays as it is; give it one, or write `\\{Shown.Short(shown)}` if it is meant as text.");
        }

        private void AppendArguments()
        {
            var gap = body.Length == 0 || body.EndsWith("\n\n", StringComparison.Ordinal) ? "" : body.EndsWith('\n') ? "\n" : "\n\n";
            Replace(body.Length, body.Length, $"{gap}ARGUMENTS: {scope.Arguments.Trim()}");
        }
    }
}

/// <summary>A body after its placeholders were filled.</summary>
/// <param name="Text">The text for the model.</param>
/// <param name="Warnings">A sentence for each placeholder that has no value; empty otherwise.</param>
public sealed record Preprocessed(string Text, IReadOnlyList<string> Warnings);
