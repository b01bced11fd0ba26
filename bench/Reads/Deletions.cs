using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Bench.Reads;

/// <summary>Audits that are deleted on request, one after the other.</summary>
internal static class Deletions
{
    private const int Audits = 20;
    private const string Secret = "the administrator of the benchmark";

    public static string SecretSha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));

    /// <returns>Milliseconds, one an audit.</returns>
    public static async Task<List<double>> MeasureAsync(CollectorProcess collector, long rows)
    {
        var audits = rows / StoreFiller.RecordsOfAnAudit;
        var took = new List<double>();
        for (var number = 0; number < Audits; number++)
        {
            using var http = LoopbackClients.From(collector.Address, number);
            using var form = new FormUrlEncodedContent([new("secret", Secret), new("sure", "yes")]);
            var audit = StoreFiller.TokenOf(audits * number / Audits);
            var before = await MessagesAsync(http, audit);
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.PostAsync(new Uri($"audits/{audit}/delete", UriKind.Relative), form);
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            var after = await MessagesAsync(http, audit);
            if (answer.StatusCode != HttpStatusCode.SeeOther || before == 0 || after != 0)
            {
                throw new InvalidOperationException($"The deletion of {audit} was answered {(int)answer.StatusCode}; of {before} messages, {after} are left.");
            }
        }

        return took;
    }

    private static async Task<int> MessagesAsync(HttpClient http, string audit)
    {
        await using var json = await http.GetStreamAsync(new Uri($"audits/{audit}", UriKind.Relative));
        var report = await JsonSerializer.DeserializeAsync(json, AuditReportJson.Default.AuditReport);
        return report!.Evidence.Count(record => record.What is MessageAccepted);
    }
}
