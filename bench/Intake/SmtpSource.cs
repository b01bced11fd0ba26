using System.Globalization;

namespace MtaStsAudit.Bench.Intake;

/// <summary>Postfix's own load generator, in containers of the receiver's image. A message a session, as most senders do.</summary>
internal static class SmtpSource
{
    /// <summary>Each client has an address of its own: a receiver allows one client fifty sessions.</summary>
    /// <returns>Messages a second, from the first client's start to the last one's end; every message was acknowledged, or it fails.</returns>
    public static async Task<double> RunAsync(Target target, Load load)
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, load.Clients).Select(_ => Engine.DockerAsync(
            "run", "--rm", "--network", Engine.Network, "--entrypoint", "bash", Engine.ReceiverImage, "-c",
            $"began=$(date +%s%N) && smtp-source -s {load.Sessions / load.Clients} -m {load.Messages / load.Clients} -l {load.Octets} "
            + $"-f x@bench.example -t {target.Recipient} inet:{target.Address}:25 && echo $began $(date +%s%N)")));
        var times = runs.Select(run => run.Split(' ').Select(time => long.Parse(time, CultureInfo.InvariantCulture)).ToList()).ToList();
        return load.Messages * 1e9 / (times.Max(time => time[1]) - times.Min(time => time[0]));
    }
}

/// <param name="Sessions">At the same time, of all clients together.</param>
/// <param name="Octets">The length of a message.</param>
internal sealed record Load(int Messages, int Sessions, int Clients, int Octets);
