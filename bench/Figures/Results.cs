using System.Globalization;
using System.Text;
using Spectre.Console;

namespace MtaStsAudit.Bench.Figures;

/// <summary>Collects the figures of a run and prints them: a table for people, lines for programs, Markdown for the records.</summary>
internal sealed class Results
{
    private readonly List<Figure> figures = [];
    private readonly List<Line> lines = [];

    public void Add(Figure figure)
    {
        figures.Add(figure);
        Console.WriteLine($"{figure.What}: {figure.Ours}; {figure.Compared}{(figure.Ratio is { } ratio ? $"; {Text(ratio)}" : "")}");
    }

    public void Add(string name, double value) => lines.Add(new(name, value));

    public void Print()
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("what", "here", "compared with", "ratio", "goal");
        foreach (var figure in figures)
        {
            table.AddRow(new Text(figure.What), new Text(figure.Ours), new Text(figure.Compared), new Text(figure.Ratio is { } ratio ? Text(ratio) : ""), new Text($"{figure.Goal}"));
        }

        AnsiConsole.Write(table);
        foreach (var line in lines)
        {
            Console.WriteLine($"{line.Name} {Text(line.Value)}");
        }
    }

    public string Markdown(string machine)
    {
        var text = new StringBuilder($"{machine}\n\n| what | here | compared with | ratio | goal |\n|---|---|---|---|---|\n");
        foreach (var figure in figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {figure.What} | {figure.Ours} | {figure.Compared} | {(figure.Ratio is { } ratio ? Text(ratio) : "")} | {figure.Goal} |\n");
        }

        text.Append("\n```\n");
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Name} {Text(line.Value)}\n");
        }

        return text.Append("```\n").ToString();
    }

    private static string Text(double value) => value.ToString(value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
