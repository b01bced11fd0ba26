using System.Globalization;

namespace MtaStsAudit.Bench.Intake;

/// <summary>Postfix's own load generator, in containers of the receiver's image. A message a session, as most senders do.</summary>
internal static class SmtpSource
{
    /// <summary>Each client has an address of its own: a receiver allows one client fifty sessions.</summary>
    /// <returns>When the first client began and the last one ended; every message was acknowledged, or it fails.</returns>
    public static async Task<Sending> RunAsync(Target target, Load load)
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, load.Clients).Select(_ => Engine.DockerAsync(
            "run", "--rm", "--network", Engine.Network, "--entrypoint", "bash", Engine.ReceiverImage, "-c",
            $"began=$(date +%s%6N) && smtp-source -s {load.Sessions / load.Clients} -m {load.Messages / load.Clients} -l {load.Octets} "
            + $"-f x@bench.example -t {target.Recipient} inet:{target.Address}:25 && echo $began $(date +%s%6N)")));
        var times = runs.Select(run => run.Split(' ').Select(Time).ToList()).ToList();
        return new(load.Messages, times.Min(time => time[0]), times.Max(time => time[1]));
    }

    private static DateTimeOffset Time(string microseconds) => DateTimeOffset.UnixEpoch.AddMicroseconds(long.Parse(microseconds, CultureInfo.InvariantCulture));
}

/// <param name="Sessions">At the same time, of all clients together.</param>
/// <param name="Octets">The length of a message.</param>
internal sealed record Load(int Messages, int Sessions, int Clients, int Octets);

/// <param name="Began">When the first session did.</param>
/// <param name="Acknowledged">When the last message was.</param>
internal sealed record Sending(int Messages, DateTimeOffset Began, DateTimeOffset Acknowledged)
{
    /// <summary>Messages a second.</summary>
    public double RateUntil(DateTimeOffset end) => Messages / (end - Began).TotalSeconds;
}
