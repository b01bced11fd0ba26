using System.CommandLine;
using MtaStsAudit.Bench;
using MtaStsAudit.Bench.Figures;
using MtaStsAudit.Bench.Footprint;
using MtaStsAudit.Bench.Intake;
using MtaStsAudit.Bench.Reads;
using MtaStsAudit.Bench.Updates;
using MtaStsAudit.Bench.Watching;

var quick = new Option<bool>("--quick") { Description = "A few messages and a store of 100 thousand records: to see that it runs." };
var rows = new Option<long?>("--rows") { Description = "Records of the large store (default: 10 million).", HelpName = "N" };
var markdown = new Option<string?>("--markdown") { Description = "Write the figures to a file as well.", HelpName = "FILE" };
var only = new Option<string[]>("--only") { Description = "Only these parts.", HelpName = "PART", AllowMultipleArgumentsPerToken = true };
only.AcceptOnlyFromAmong("memory", "intake", "reads", "watching", "start", "scenarios", "updates");
var root = new RootCommand("Measures what the testbed holds out, each figure beside what it is compared with.") { quick, rows, markdown, only };
root.SetAction(async (parsed, cancellationToken) =>
{
    var results = new Results();
    (string Name, Func<Task> Run)[] parts =
    [
        ("memory", () => MemoryBench.RunAsync(results)),
        ("intake", () => IntakeBench.RunAsync(results, parsed.GetValue(quick))),
        ("reads", () => ReadBench.RunAsync(results, parsed.GetValue(rows) ?? (parsed.GetValue(quick) ? 100_000 : 10_000_000))),
        ("watching", () => WatchBench.RunAsync(results)),
        ("start", () => StartBench.RunAsync(results)),
        ("scenarios", () => ScenarioBench.RunAsync(results)),
        ("updates", () => UpdateBench.RunAsync(results)),
    ];
    // The parts that ask a collector alone take its certificates from it.
    await Engine.UpAsync();
    try
    {
        await CollectorProcess.PublishAsync();
        foreach (var part in parts.Where(part => parsed.GetValue(only) is not { Length: > 0 } wanted || wanted.Contains(part.Name)))
        {
            await part.Run();
        }
    }
    finally
    {
        await Engine.DownAsync(withVolumes: true);
    }

    if (parsed.GetValue(markdown) is { } file)
    {
        await File.WriteAllTextAsync(file, results.Markdown(await Machine.DescribeAsync()), cancellationToken);
    }

    results.Print();
});
return await root.Parse(args).InvokeAsync();
