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
    /// <para>
    /// Placeholders are <c>$ARGUMENTS</c>, <c>$ARGUMENTS[N]</c> and its short form <c>$N</c> (the first argument is number 0), and <c>${NAME}</c>.
    /// Any other dollar sign is plain text: <c>$HOME</c>, <c>$(date)</c>, <c>${A:-b}</c>, <c>$100k</c>, <c>$5.00</c>.
    /// </para>
    /// <para>
    /// A backslash before a placeholder keeps it as text and is removed (<c>\$1</c> becomes <c>$1</c>); before any other dollar sign it stays.
    /// An undefined variable and an argument that was not given stay as they are. Each has one warning; short forms share one, and have none
    /// where no arguments were given: they are then prices or code. <c>$ARGUMENTS</c> without arguments becomes empty. Unless the placeholders
    /// took every argument, all of them are appended as the last line, <c>ARGUMENTS: ...</c>.
    /// </para>
    /// </remarks>
    public static Preprocessed Substitute(string body, SubstitutionScope scope)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(scope);
        return SubstituteAround(body, scope, []);
    }

    /// <summary>The same for a text in which something else stands in some places already, which is left as it is.</summary>
    internal static Preprocessed SubstituteAround(string body, SubstitutionScope scope, IReadOnlyList<Insertion> insertions) => new Scan(body, scope).Run(insertions);

    /// <summary>One word of a command with its placeholders filled in.</summary>
    internal static FilledWord Fill(string word, SubstitutionScope scope) => new Scan(word, scope).Fill();

    /// <summary>How many placeholders a warning names.</summary>
    private const int MostNamed = 5;

    private sealed class Scan(string body, SubstitutionScope scope)
    {
        private StringBuilder? text;
        private int copied;
        private IReadOnlyList<string>? words;
        private bool tookAll;
        private HashSet<int>? taken;
        private HashSet<string>? missing;
        private List<string>? missingShort;
        private List<string>? warnings;
        private string? leadingArgument;
        private string? absoluteArgument;

        public Preprocessed Run(IReadOnlyList<Insertion> insertions)
        {
            var from = 0;
            foreach (var insertion in insertions)
            {
                PassDollars(from, insertion.Start);
                NoteArguments(insertion.Start, insertion.End);
                Replace(insertion.Start, insertion.End, insertion.Text);
                from = insertion.End;
            }

            PassDollars(from, body.Length);
            if (!string.IsNullOrWhiteSpace(scope.Arguments) && !TookEveryArgument)
                AppendArguments();
            if (missingShort is not null)
                Warn(missingShort);
            return new Preprocessed(Text(), warnings is null ? [] : warnings);
        }

        public FilledWord Fill()
        {
            PassDollars(0, body.Length);
            return new FilledWord(Text(), leadingArgument, absoluteArgument);
        }

        private string Text() => text is null ? body : text.Append(body, copied, body.Length - copied).ToString();

        private IReadOnlyList<string> Words => words ??= ArgumentWords.Split(scope.Arguments);

        private bool TookEveryArgument => tookAll || taken?.Count == Words.Count;

        /// <summary>Notes which arguments a command takes; its text was filled in apart.</summary>
        private void NoteArguments(int from, int end)
        {
            for (var at = from; (at = body.IndexOf('$', at, end - at)) >= 0; at++)
            {
                if (Placeholder.At(body.AsSpan(at, end - at)) is { } placeholder)
                    _ = Value(placeholder);
            }
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
                Replace(at, end, value, isArgument: placeholder is not Placeholder.Variable);
            else
                Miss(placeholder, body.Substring(at, placeholder.Length));
            return end;
        }

        private string? Value(Placeholder placeholder)
        {
            switch (placeholder)
            {
                case Placeholder.Arguments:
                    tookAll = true;
                    return scope.Arguments;
                case Placeholder.Argument argument:
                    if (argument.Index >= Words.Count)
                        return null;
                    (taken ??= []).Add(argument.Index);
                    return Words[argument.Index];
                case Placeholder.Variable variable:
                    return scope.Variable(variable.Name);
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        private void Replace(int start, int end, string value, bool isArgument = false)
        {
            text ??= new StringBuilder(body.Length + value.Length + 64);
            text.Append(body, copied, start - copied);
            if (isArgument && value.Length > 0)
            {
                leadingArgument ??= text.Length is 0 ? value : null;
                absoluteArgument ??= IsAbsolute(value) ? value : null;
            }

            text.Append(value);
            copied = end;
        }

        private static bool IsAbsolute(string value) => value[0] is '/' or '\\' or '~' || (value.Length > 1 && value[1] is ':' && char.IsAsciiLetter(value[0]));

        private void Miss(Placeholder placeholder, string shown)
        {
            missing ??= new HashSet<string>(StringComparer.Ordinal);
            if (!missing.Add(shown))
                return;
            if (placeholder is not Placeholder.Argument { IsShort: true })
                Warn([shown]);
            else if (Words.Count > 0)
                (missingShort ??= []).Add(shown);
        }

        private void Warn(IReadOnlyList<string> placeholders)
        {
            var names = string.Join(", ", placeholders.Take(MostNamed).Select(name => $"`{Shown.Short(name)}`"));
            var (have, them) = placeholders.Count is 1 ? ("has", "it") : ("have", "them");
            var more = placeholders.Count > MostNamed ? $" and {placeholders.Count - MostNamed} more" : "";
            (warnings ??= []).Add($"{names}{more} {have} no value and will not be replaced. Give {them} a value, or write `\\{Shown.Short(placeholders[0])}` for plain text.");
        }

        private void AppendArguments()
        {
            var gap = body.Length == 0 || body.EndsWith("\n\n", StringComparison.Ordinal) ? "" : body.EndsWith('\n') ? "\n" : "\n\n";
            Replace(body.Length, body.Length, $"{gap}ARGUMENTS: {scope.Arguments.Trim()}");
        }
    }
}

/// <summary>A word of a command after its placeholders were filled.</summary>
/// <param name="Text">The word.</param>
/// <param name="LeadingArgument">The argument that the word begins with; null where the author's own text begins it.</param>
/// <param name="AbsoluteArgument">An argument in it that is an absolute path; null where there is none.</param>
internal readonly record struct FilledWord(string Text, string? LeadingArgument, string? AbsoluteArgument);

/// <summary>A body after its placeholders were filled.</summary>
/// <param name="Text">The text for the model.</param>
/// <param name="Warnings">A sentence for each placeholder that has no value; empty otherwise.</param>
public sealed record Preprocessed(string Text, IReadOnlyList<string> Warnings);
