using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using MtaStsAudit.Bench.Figures;

namespace MtaStsAudit.Bench.Reads;

/// <summary>How long questions take with a small store and with a large one, two hundred at a time.</summary>
internal static class ReadBench
{
    private const long SmallStore = 10_000;
    private const int AtATime = 200;
    private const int Requests = 4000;

    public static async Task RunAsync(Results results, long largeStore)
    {
        await using var small = await OpenAsync(SmallStore);
        await using var large = await OpenAsync(largeStore);
        var growth = 0.0;
        foreach (var (name, ask) in new (string, Func<long, HttpRequestMessage>)[] { ("/poll of six audits", Poll), ("an audit's data", Audit) })
        {
            // The first round warms both; the rounds that count take turns.
            await MeasureAsync(small, ask, SmallStore, Requests / 4);
            await MeasureAsync(large, ask, largeStore, Requests / 4);
            List<double> few = [], many = [];
            for (var round = 0; round < 3; round++)
            {
                few.AddRange(await MeasureAsync(small, ask, SmallStore, Requests));
                many.AddRange(await MeasureAsync(large, ask, largeStore, Requests));
            }

            growth = Math.Max(growth, many.Median() / few.Median());
            results.Add(Compared($"{name}, median of {AtATime} at a time", many.Median(), few.Median(), largeStore, within: 2));
            results.Add(Compared($"{name}, p99 of {AtATime} at a time", many.Percentile(99), few.Percentile(99), largeStore));
        }

        results.Add("poll_growth", growth);
        var (fast, slow) = (await Deletions.MeasureAsync(small, SmallStore), await Deletions.MeasureAsync(large, largeStore));
        await ReportBench.RunAsync(results, large, largeStore);
        results.Add(Compared("an audit is deleted, median of one at a time", slow.Median(), fast.Median(), largeStore));
    }

    private static Figure Compared(string what, double many, double few, long rows, double? within = null) => new(
        what, $"{many:0.0} ms with {rows:N0} records", $"with {SmallStore:N0}: {few:0.0} ms", many / few, within is { } most ? Goal.Within(most, many / few) : null);

    private static async Task<CollectorProcess> OpenAsync(long rows)
    {
        var store = await CollectorProcess.NewStoreAsync();
        // The collector makes its schema.
        await (await CollectorProcess.StartAsync(store)).StopAsync();
        await StoreFiller.FillAsync(store, rows);
        await ReportBench.AddAsync(store);
        return await CollectorProcess.StartAsync(store);
    }

    private static HttpRequestMessage Audit(long audit) => new(HttpMethod.Get, $"audits/{StoreFiller.TokenOf(audit)}");

    private static HttpRequestMessage Poll(long audit) => new(HttpMethod.Post, "poll")
    {
        Content = new FormUrlEncodedContent([new("users", string.Join(',', Enumerable.Range(0, 6).Select(next => StoreFiller.TokenOf(audit + next))))]),
    };

    /// <returns>Milliseconds, one a request.</returns>
    private static async Task<List<double>> MeasureAsync(CollectorProcess collector, Func<long, HttpRequestMessage> ask, long rows, int requests)
    {
        var audits = (rows / StoreFiller.RecordsOfAnAudit) - 6;
        var took = new ConcurrentBag<double>();
        await Parallel.ForEachAsync(Enumerable.Range(0, AtATime), new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (client, cancellationToken) =>
        {
            using var http = LoopbackClients.From(collector.Address, client);
            var random = new Random(client);
            for (var request = 0; request < requests / AtATime; request++)
            {
                using var question = ask(random.NextInt64(audits));
                var began = Stopwatch.GetTimestamp();
                using var answer = await http.SendAsync(question, cancellationToken);
                await answer.Content.ReadAsByteArrayAsync(cancellationToken);
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    throw new InvalidOperationException($"{question.RequestUri} was answered {(int)answer.StatusCode}.");
                }
            }
        });
        return [.. took];
    }
}
