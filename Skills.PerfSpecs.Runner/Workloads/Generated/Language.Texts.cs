namespace Runner.Workloads;

internal sealed partial record Language
{
    private static readonly Language[] Texts =
    [
        new()
        {
            Locale = "en",
            CharactersPerToken = 4.4,
            Headings = ["Overview", "When to use this", "Before you start", "Workflow", "Step {d}: {v} the {n}", "Choosing a {n}", "The {a} {n}", "Output format", "Common mistakes", "Checks", "Troubleshooting", "Examples", "The {n} and the {n}", "Reference", "Limits"],
            Sentences =
            [
                "Read `{f}` first; everything that follows depends on the {n} named there.",
                "If the {n} is missing, do not guess: {v} the {a} {n} again and report what changed.",
                "The {a} {n} keeps its own `{i}`, so two runs can differ even where the input is the same.",
                "Never {v} the {n} while the {a} {n} is still open, because the second write wins and the first is lost without a message.",
                "Most failures at {c} came from a {n} whose `{i}` had been set by hand.",
                "Prefer the {a} {n} over the {a} one; it costs about {d} ms more and can be repeated.",
                "When {p} asks for a summary, give at most {d} lines and name the {n} that each figure came from.",
                "A {n} with fewer than {d} rows needs no {n} of its own.",
                "Use `{i}` as the key, not the position in `{f}`, since rows move whenever somebody sorts the file.",
                "Ask before you {v} anything outside of the workspace.",
                "The result is right when `{i}` and `{i}` agree for all {d} entries.",
                "Teams in {t} and {t} use different names for the same {n}, so match by `{i}` alone.",
                "Stop as soon as one {n} answers with an error, keep the work so far, and say which of the {d} steps was the last good one.",
                "It is fine to leave the {a} {n} as it is; what must not stay is a {n} that nobody can trace back to `{f}`.",
                "Keep the {n} small: a {a} {n} is easier to review than {d} lines that touch every {n}.",
                "There are two ways to {v} the {n}, and the slower one is the only one that survives a restart.",
            ],
            Items = ["{v} the {n}", "the {a} {n} is empty", "`{i}` is set", "check `{f}`", "one {n} for each `{i}`", "no more than {d} rows", "ask {p}", "{a} {n}", "the {n} of {c}", "write `{f}` again", "at least {d} entries"],
            Purposes = ["Use the {a} {n} to {v} {n} and {n} data, and write the result as a {n} that people can review", "{p}'s way to {v} a {a} {n} without losing the {n}, from the first look at the files to a checked result", "Guides an agent through {d} steps that {v} the {n}, {v} the {n} and verify both", "Creates, edits and checks {a} {n} files, including {n} mapping, {n} cleanup and conversion between formats"],
            Occasions = ["Use when the user asks to {v} a {n}, mentions a {a} {n}, or provides a file such as {f}", "Also use when a {n} has to be compared with the {n} of another team", "Do not use for a {a} {n}, which has a skill of its own", "Trigger on requests about {n} quality, {a} {n} reports or broken {n} links", "Works for {n}, {n} and {n} alike"],
        },
        new()
        {
            Locale = "de",
            CharactersPerToken = 4.4,
            Headings = ["Überblick", "Wann einsetzen", "Vorbereitung", "Ablauf", "Schritt {d}", "Ausgabeformat", "Häufige Fehler", "Prüfung", "Beispiele", "Grenzen"],
            Sentences =
            [
                "Lies zuerst `{f}`, denn alle weiteren Schritte hängen von den Angaben dort ab.",
                "Fehlt das Feld `{i}`, wird nichts geraten, sondern bei {p} nachgefragt.",
                "Die Zahlen der {c} gelten nur für {t} und dürfen nicht ohne Weiteres übertragen werden.",
                "Höchstens {d} Zeilen gehören in die Zusammenfassung, und jede nennt ihre Quelle.",
                "Zwei Läufe liefern dasselbe Ergebnis, solange `{i}` und `{i}` unverändert bleiben.",
                "Schreibe nie außerhalb des Arbeitsordners, auch dann nicht, wenn `{f}` dort schon einmal lag.",
                "Bricht ein Schritt nach {d} Sekunden ab, bleibt die bisherige Arbeit erhalten und der letzte gute Stand wird genannt.",
                "Die Prüfung ist bestanden, wenn alle {d} Einträge denselben Schlüssel tragen.",
            ],
            Items = ["`{i}` prüfen", "`{f}` neu schreiben", "{p} fragen", "höchstens {d} Einträge", "Stand aus {t}", "Angaben der {c}", "keine leeren Felder"],
            Purposes = ["Bereitet Daten aus {f} so auf, dass {c} sie ohne Nacharbeit übernehmen kann", "Führt in {d} Schritten von der Rohdatei bis zum geprüften Bericht", "Vergleicht zwei Stände einer Tabelle und erklärt jede Abweichung in einem Satz"],
            Occasions = ["Verwenden, wenn nach einem Abgleich, einer Auswertung oder einer Datei wie {f} gefragt wird", "Auch geeignet, wenn ein Bericht für {t} fehlt", "Nicht verwenden, wenn nur ein einzelner Wert nachgeschlagen werden soll"],
        },
        new()
        {
            Locale = "fr",
            CharactersPerToken = 4.0,
            Headings = ["Vue d'ensemble", "Quand l'utiliser", "Préparation", "Déroulement", "Étape {d}", "Format de sortie", "Erreurs fréquentes", "Vérification", "Exemples", "Limites"],
            Sentences =
            [
                "Lisez d'abord `{f}`, car toutes les étapes suivantes en dépendent.",
                "Si le champ `{i}` est vide, ne devinez rien et posez la question à {p}.",
                "Les chiffres fournis par {c} ne valent que pour {t} et ne se transposent pas tels quels.",
                "Le résumé tient en {d} lignes au plus, et chacune indique sa source.",
                "Deux exécutions donnent le même résultat tant que `{i}` et `{i}` ne changent pas.",
                "N'écrivez jamais en dehors du dossier de travail, même si `{f}` s'y trouvait auparavant.",
                "Lorsqu'une étape échoue après {d} secondes, gardez le travail déjà fait et nommez la dernière étape réussie.",
                "La vérification est réussie quand les {d} lignes portent toutes la même clé.",
            ],
            Items = ["vérifier `{i}`", "réécrire `{f}`", "demander à {p}", "{d} lignes au plus", "données de {t}", "chiffres de {c}", "aucun champ vide"],
            Purposes = ["Prépare les données de {f} afin que {c} puisse les reprendre sans retouche", "Mène en {d} étapes du fichier brut au rapport vérifié", "Compare deux versions d'un tableau et explique chaque écart en une phrase"],
            Occasions = ["À utiliser lorsqu'on demande un rapprochement, une analyse ou un fichier comme {f}", "Convient aussi quand il manque un rapport pour {t}", "À éviter pour une simple recherche de valeur"],
        },
        new()
        {
            Locale = "es",
            CharactersPerToken = 4.2,
            Headings = ["Resumen", "Cuándo usarlo", "Preparación", "Procedimiento", "Paso {d}", "Formato de salida", "Errores frecuentes", "Comprobación", "Ejemplos", "Límites"],
            Sentences =
            [
                "Lee primero `{f}`, porque todos los pasos siguientes dependen de su contenido.",
                "Si falta el campo `{i}`, no supongas nada y pregunta a {p}.",
                "Las cifras de {c} valen solo para {t} y no se pueden trasladar sin más.",
                "El resumen ocupa como máximo {d} líneas y cada una cita su fuente.",
                "Dos ejecuciones dan el mismo resultado mientras `{i}` y `{i}` no cambien.",
                "No escribas nunca fuera de la carpeta de trabajo, aunque `{f}` haya estado allí antes.",
                "Cuando un paso se interrumpe a los {d} segundos, conserva lo hecho e indica el último paso correcto.",
                "La comprobación termina bien si las {d} filas llevan la misma clave.",
            ],
            Items = ["comprobar `{i}`", "reescribir `{f}`", "preguntar a {p}", "{d} filas como máximo", "datos de {t}", "cifras de {c}", "ningún campo vacío"],
            Purposes = ["Prepara los datos de {f} para que {c} los use sin retoques", "Lleva en {d} pasos del archivo en bruto al informe comprobado", "Compara dos versiones de una tabla y explica cada diferencia en una frase"],
            Occasions = ["Úsalo cuando se pida una conciliación, un análisis o un archivo como {f}", "También sirve si falta el informe de {t}", "No lo uses para buscar un solo valor"],
        },
        new()
        {
            Locale = "ja",
            CharactersPerToken = 1.5,
            Gap = "",
            Headings = ["概要", "使う場面", "準備", "手順", "手順{d}", "出力形式", "よくある間違い", "確認", "例", "制限"],
            Sentences =
            [
                "最初に`{f}`を読み、以降の手順はその内容に従います。",
                "`{i}`が空の場合は推測せず、{p}さんに確認してください。",
                "{t}の数値は{c}のものだけに当てはまり、そのまま他へ移すことはできません。",
                "要約は{d}行以内とし、各行に出典を示します。",
                "`{i}`と`{i}`が変わらない限り、二回の実行は同じ結果になります。",
                "作業フォルダーの外には決して書き込まないでください。",
                "{d}秒で中断した場合は、そこまでの結果を残し、最後に成功した手順を報告します。",
                "{d}件すべてが同じキーを持っていれば、確認は完了です。",
            ],
            Items = ["`{i}`を確認する", "`{f}`を書き直す", "{p}さんに聞く", "{d}件以内", "{t}のデータ", "{c}の数値", "空欄なし"],
            Purposes = ["{f}のデータを整え、{c}がそのまま使える形にします", "元のファイルから確認済みの報告書まで{d}段階で進めます", "表の二つの版を比べ、違いを一文ずつ説明します"],
            Occasions = ["照合や集計、または{f}のようなファイルを渡されたときに使います", "{t}の報告書が足りないときにも使えます", "値を一つ調べるだけの場合は使いません"],
        },
        new()
        {
            Locale = "zh_CN",
            CharactersPerToken = 1.6,
            Gap = "",
            Headings = ["概述", "适用场景", "准备工作", "流程", "第{d}步", "输出格式", "常见错误", "检查", "示例", "限制"],
            Sentences =
            [
                "先阅读`{f}`，后面的每一步都取决于其中的内容。",
                "如果`{i}`为空，不要猜测，请向{p}确认。",
                "{c}的数字只适用于{t}，不能直接套用到别处。",
                "摘要最多{d}行，每一行都要注明来源。",
                "只要`{i}`和`{i}`不变，两次运行的结果就相同。",
                "不要在工作目录之外写入任何文件，即使`{f}`以前放在那里。",
                "某一步在{d}秒后中断时，保留已完成的部分，并说明最后成功的一步。",
                "全部{d}条记录的键一致时，检查才算通过。",
            ],
            Items = ["检查`{i}`", "重写`{f}`", "询问{p}", "最多{d}条", "{t}的数据", "{c}的数字", "没有空字段"],
            Purposes = ["整理{f}中的数据，使{c}无需修改即可使用", "用{d}个步骤从原始文件得到经过检查的报告", "比较表格的两个版本，并用一句话解释每处差异"],
            Occasions = ["当用户要求核对、分析或提供{f}这类文件时使用", "缺少{t}的报告时也可以使用", "只查找单个数值时不要使用"],
        },
        new()
        {
            Locale = "ru",
            CharactersPerToken = 3.6,
            Headings = ["Обзор", "Когда применять", "Подготовка", "Порядок действий", "Шаг {d}", "Формат вывода", "Частые ошибки", "Проверка", "Примеры", "Ограничения"],
            Sentences =
            [
                "Сначала прочитайте `{f}`, потому что от него зависят все дальнейшие шаги.",
                "Если поле `{i}` пустое, ничего не придумывайте и спросите у коллеги по имени {p}.",
                "Данные компании {c} относятся только к городу {t} и не переносятся на другие.",
                "Сводка занимает не больше {d} строк, и каждая называет свой источник.",
                "Два запуска дают один результат, пока `{i}` и `{i}` не меняются.",
                "Никогда не пишите за пределами рабочей папки, даже если `{f}` раньше лежал там.",
                "Если шаг прервался через {d} секунд, сохраните сделанное и назовите последний удачный шаг.",
                "Проверка пройдена, когда у всех {d} записей один и тот же ключ.",
            ],
            Items = ["проверить `{i}`", "переписать `{f}`", "не больше {d} строк", "данные: {t}", "без пустых полей", "спросить: {p}"],
            Purposes = ["Готовит данные из {f} так, чтобы их можно было использовать без правки", "Ведёт за {d} шагов от исходного файла к проверенному отчёту", "Сравнивает две версии таблицы и объясняет каждое расхождение одной фразой"],
            Occasions = ["Применяйте, когда просят сверку, анализ или дают файл вроде {f}", "Подходит и тогда, когда не хватает отчёта", "Не применяйте, если нужно найти одно значение"],
        },
    ];

    /// <summary>Every language but English.</summary>
    public static Language[] Others { get; } = Texts[1..];
}
