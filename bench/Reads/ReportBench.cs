using System.Diagnostics;
using MtaStsAudit.Bench.Figures;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Bench.Reads;

/// <summary>A report of very many messages beside that of six, in a store of many records.</summary>
internal static class ReportBench
{
    private const int Many = 10_000;
    private const int Few = 6;
    private const int Times = 20;

    // A service has been running for a while: its code is compiled as well as it ever will be.
    private const int TimesBefore = 40;

    private static readonly AuditToken Flooded = new(Guid.Parse("ffffffff-0000-4000-8000-000000010000"));
    private static readonly AuditToken Quiet = new(Guid.Parse("ffffffff-0000-4000-8000-000000000006"));

    /// <summary>Adds both audits to a store.</summary>
    public static async Task AddAsync(string file)
    {
        await StoreFiller.AddAsync(file, Quiet.ToString(), Few);
        await StoreFiller.AddAsync(file, Flooded.ToString(), Many);
    }

    public static async Task RunAsync(Results results, CollectorProcess collector, long rows)
    {
        var (few, fewOctets) = await AskAsync(collector, Quiet);
        var (many, manyOctets) = await AskAsync(collector, Flooded);
        var of = $"report of {Many:N0} messages";
        results.Add(new($"a {of} among {rows:N0} records", $"{many:0.0} ms", $"of {Few}: {few:0.0} ms", many / few, Goal.Under(100, "ms", many)));
        results.Add(new($"size of a {of}", $"{manyOctets / 1024:0} KB", $"of {Few}: {fewOctets / 1024:0} KB", manyOctets / fewOctets, Goal.Under(200, "KB", manyOctets / 1024)));
        var (judgedMany, judgedFew) = (Judge(Many), Judge(Few));
        results.Add(new($"{Many:N0} messages are judged", $"{judgedMany:0.0} ms", $"{Few}: {judgedFew:0.00} ms", judgedMany / judgedFew, Goal.Under(50, "ms", judgedMany)));
        results.Add("report_ms", many);
        results.Add("report_kb", manyOctets / 1024);
        results.Add("judge_ms", judgedMany);
    }

    /// <returns>The median of milliseconds, and octets.</returns>
    private static async Task<(double Milliseconds, double Octets)> AskAsync(CollectorProcess collector, AuditToken token)
    {
        List<double> took = [];
        var octets = 0;
        for (var time = -TimesBefore; time < Times; time++)
        {
            using var http = LoopbackClients.From(collector.Address, time + TimesBefore);
            var began = Stopwatch.GetTimestamp();
            octets = (await http.GetByteArrayAsync(new Uri($"audits/{token}", UriKind.Relative))).Length;
            if (time >= 0)
            {
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        return (took.Median(), octets);
    }

    private static double Judge(int messages)
    {
        var now = DateTimeOffset.UtcNow;
        var question = new AuditQuestion(Flooded, [.. StoreFiller.RecordsOf(Flooded, messages, now.AddDays(-1))], Catalogue.Study, AuditRules.Default, now);
        List<double> took = [];
        for (var time = -TimesBefore; time < Times; time++)
        {
            var began = Stopwatch.GetTimestamp();
            AuditJudge.Judge(question);
            if (time >= 0)
            {
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        return took.Median();
    }
}
