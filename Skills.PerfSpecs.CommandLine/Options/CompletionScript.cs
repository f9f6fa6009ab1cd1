namespace PerfSpecs.CommandLine;

/// <summary>Scripts that let a shell complete the program's command line. They ask the program itself, so that they never grow old.</summary>
internal static class CompletionScript
{
    public const string Bash = "bash";
    public const string Zsh = "zsh";
    public const string PowerShell = "pwsh";

    // An option is asked for behind the verb alone: behind an argument it could be taken for one more. Where nothing is typed yet, no option is offered.
    private const string BashText = """
        # bash completion of {program}:  source <({program} completion bash)
        _{function}_complete() {
            local line=${COMP_LINE:0:COMP_POINT} word rest verb broken candidate
            line=${line//\\/}
            word=${line##*[[:space:]]}
            rest=${line#*[[:space:]]}
            if [[ $word == -* ]]; then
                verb=${rest%%[[:space:]]*}
                [[ $verb == -* ]] && verb=
                rest="$verb $word"
            fi
            # bash goes on behind the last of the characters that it breaks words at, and ids hold some of them.
            broken=${word%"${word##*[=:]}"}
            COMPREPLY=()
            while IFS= read -r candidate; do
                [[ -n $candidate && $candidate == "$word"* ]] || continue
                [[ -z $word && $candidate == [-/]?* ]] || COMPREPLY+=("$(printf %q "${candidate#"$broken"}")")
            done < <("$1" "[suggest:${#rest}]" "$rest" 2>/dev/null)
        }
        complete -o default -F _{function}_complete {program}

        """;

    private const string ZshText = """
        #compdef {program}
        # zsh completion of {program}:  source <({program} completion zsh), behind compinit
        _{function}_complete() {
            local word=${(Q)PREFIX} rest
            local -a candidates
            rest="${(j: :)${(@Q)words[2,CURRENT-1]}} $word"
            if [[ $word == -* ]]; then
                rest="${${(Q)words[2]}:#-*} $word"
            fi
            candidates=("${(@f)$("${(Q)words[1]}" "[suggest:${#rest}]" "$rest" 2>/dev/null)}")
            candidates=("${(@)candidates:#}")
            [[ -z $word ]] && candidates=("${(@)candidates:#[-\/]?*}")
            if (( ${#candidates} )); then
                compadd -- "${candidates[@]}"
            else
                _files
            fi
        }
        compdef _{function}_complete {program}

        """;

    private const string PowerShellText = """
        # PowerShell completion of {program}:  {program} completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName '{program}', '{program}.exe' -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $command, $words = @($commandAst.CommandElements | ForEach-Object { $_.ToString().Trim("'", '"') })
            $words = @($words | Where-Object { $_ })
            if ($wordToComplete -ne '' -and $words.Count -gt 0) { $words = @($words | Select-Object -SkipLast 1) }
            if ($wordToComplete.StartsWith('-')) { $words = @($words | Select-Object -First 1 | Where-Object { -not $_.StartsWith('-') }) }
            $rest = (@($words) + $wordToComplete) -join ' '
            & $command "[suggest:$($rest.Length)]" $rest 2>$null | Where-Object { $_ -and $_.StartsWith($wordToComplete, 'Ordinal') -and ($wordToComplete -or $_ -notmatch '^[-/].') } | ForEach-Object {
                $text = if ($_ -match '^[\w./-]+$') { $_ } else { "'$_'" }
                [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
            }
        }

        """;

    /// <summary>The script for a shell.</summary>
    /// <param name="shell">One of the constants above.</param>
    /// <param name="program">The program's name, as it is typed.</param>
    public static string For(string shell, string program)
    {
        var text = shell switch
        {
            Zsh => ZshText,
            PowerShell => PowerShellText,
            _ => BashText,
        };
        return text
            .Replace("{program}", program, StringComparison.Ordinal)
            .Replace("{function}", string.Concat(program.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')), StringComparison.Ordinal)
            .ReplaceLineEndings("\n");
    }
}
