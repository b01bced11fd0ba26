using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Bench.Figures;
using MtaStsAudit.Collector.Tests.Milter;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Bench.Watching;

/// <summary>How soon two thousand open pages of one audit show a message that arrived.</summary>
internal static class WatchBench
{
    private const int Watchers = 2000;
    private const int OfOneClient = 40;

    /// <summary>A message at each receiver: every one changes the page.</summary>
    private const string Letters = "abcdef";

    public static async Task RunAsync(Results results)
    {
        await using var collector = await CollectorProcess.StartAsync(await CollectorProcess.NewStoreAsync());
        var token = AuditToken.New();
        using var clients = new Clients(collector.Address);
        using var over = new CancellationTokenSource();
        var watchers = await Task.WhenAll(Enumerable.Range(0, Watchers).Select(number => Watcher.OpenAsync(clients.Of(number / OfOneClient), token, over.Token)));
        List<double> first = [], last = [];
        foreach (var letter in Letters)
        {
            var queueId = $"4Qreceiver{letter}";
            var seen = watchers.Select(watcher => watcher.SeesAsync(queueId)).ToList();
            var acknowledged = await MailAsync(collector.Milter, token, letter, queueId);
            var times = (await Task.WhenAll(seen)).Select(at => Stopwatch.GetElapsedTime(acknowledged, at).TotalMilliseconds).ToList();
            first.Add(times.Min());
            last.Add(times.Max());
        }

        await over.CancelAsync();
        results.Add(new($"a message on {Watchers} open pages", $"the last of them after {last.Median():0} ms", $"the first after {first.Median():0} ms", null));
    }

    /// <returns>When it was acknowledged.</returns>
    private static async Task<long> MailAsync(IPEndPoint milter, AuditToken token, char letter, string queueId)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(milter);
        await using var postfix = new NetworkStream(socket);
        await postfix.WriteAsync(MilterTalk.Greeting($"{letter}").Concat(MilterTalk.Message(queueId, $"{token}@{letter}.audit.test")).SelectMany(frame => frame).ToArray());
        // The answer to the negotiation, then that to the message.
        await postfix.ReadExactlyAsync(new byte[17 + 5]);
        return Stopwatch.GetTimestamp();
    }

    private sealed class Clients(Uri server) : IDisposable
    {
        private readonly Dictionary<int, HttpClient> byNumber = [];

        public HttpClient Of(int number) => byNumber.TryGetValue(number, out var known) ? known : byNumber[number] = LoopbackClients.From(server, number);

        public void Dispose()
        {
            foreach (var client in byNumber.Values)
            {
                client.Dispose();
            }
        }
    }

    private sealed class Watcher(StreamReader events)
    {
        public static async Task<Watcher> OpenAsync(HttpClient client, AuditToken token, CancellationToken cancellationToken) =>
            new(new StreamReader(await client.GetStreamAsync(new Uri($"audits/{token}/events", UriKind.Relative), cancellationToken)));

        public async Task<long> SeesAsync(string queueId)
        {
            while (await events.ReadLineAsync() is { } line)
            {
                if (line.Contains(queueId, StringComparison.Ordinal))
                {
                    return Stopwatch.GetTimestamp();
                }
            }

            throw new InvalidOperationException("The collector ended the events.");
        }
    }
}
