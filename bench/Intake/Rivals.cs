using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Bench.Intake;

/// <summary>What the intake is compared with: each in a container beside the testbed.</summary>
internal static class Rivals
{
    private const string Mailbox = "0f8fad5b-d9cb-469f-a165-70867728950e@a.audit.test";
    private const string StudyImage = "mta-sts-audit/bench-study";

    public static Target Receiver(AuditToken token) => new("receiver", LocalSite.Receiver(new('a')).V4.ToString(), $"{token}@a.audit.test");

    /// <summary>A receiver behind a front, which is read and written once more on its way.</summary>
    public static Target BehindFront(AuditToken token) => new("front", LocalSite.Receiver(Fronted.Name).V4.ToString(), $"{token}@{LocalSite.Default.Names.MailDomain(Fronted.Scenario)}");

    // Mail in clear text gets through it, as smtp-source sends it.
    private static Receiver Fronted { get; } = Suite.Complete.Receivers.First(receiver => receiver.Channel == ChannelFault.StartTlsHidden);

    /// <summary>Its log goes to its container's, as is usual; a receiver's sessions go to the collector instead.</summary>
    public static Target Discarding { get; } = new("mta-sts-audit-bench-postfix", "10.78.9.1", Mailbox);

    /// <summary>The same with its log in a file, which spares the engine.</summary>
    public static Target DiscardingToFile { get; } = new("mta-sts-audit-bench-postfix-file", "10.78.9.4", Mailbox);

    public static Target Sink { get; } = new("mta-sts-audit-bench-sink", "10.78.9.2", Mailbox);

    public static Target Study { get; } = new("mta-sts-audit-bench-study", "10.78.9.3", "study@a.audit.test");

    /// <summary>How many messages the study's way has stored so far.</summary>
    public static async Task<long> StoredByStudyAsync() => (long)Engine.Number(await Engine.DockerAsync(
        "exec", "--user", "study", Study.Name, "psql", "-tA", "-d", "study", "-c",
        "SELECT COUNT(*) FROM line WHERE text LIKE 'Message: %'"));

    public static async Task StartAsync()
    {
        await StopAsync();
        await StartDiscardingAsync(Discarding, log: "/proc/1/fd/1");
        await StartDiscardingAsync(DiscardingToFile, log: "/var/spool/postfix/mail.log");
        await Engine.DockerAsync("run", "-d", "--name", Sink.Name, "--network", Engine.Network, "--ip", Sink.Address, "-v", Names, "--entrypoint", "smtp-sink",
            Engine.ReceiverImage, "-u", "postfix", "0.0.0.0:25", "1000");
        await Engine.DockerAsync("build", "--quiet", "--tag", StudyImage, Path.Combine(Engine.Root, "bench", "study"));
        await Engine.DockerAsync("run", "-d", "--name", Study.Name, "--network", Engine.Network, "--ip", Study.Address, "-v", Names, StudyImage);
        await Engine.RunAsync(Path.Combine(Engine.Root, "scripts", "await-smtp.sh"), [Discarding.Address, DiscardingToFile.Address, Sink.Address, Study.Address]);
    }

    public static async Task StopAsync()
    {
        foreach (var target in new[] { Discarding, DiscardingToFile, Sink, Study })
        {
            await Engine.RemoveAsync(target.Name);
        }
    }

    // The same image with the same settings and the same confinement; no milter, so that local_transport discards.
    private static async Task StartDiscardingAsync(Target target, string log)
    {
        var settings = Path.Combine(Engine.State, target.Name);
        Directory.CreateDirectory(Path.Combine(settings, "certificate"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Engine.State, "receivers", "a")))
        {
            File.Copy(file, Path.Combine(settings, Path.GetFileName(file)), overwrite: true);
        }

        await File.AppendAllTextAsync(Path.Combine(settings, "main.cf"), "inet_interfaces = all\nsmtpd_milters =\n");
        await File.WriteAllTextAsync(Path.Combine(settings, "rsyslog.conf"), $$"""
            module(load="imuxsock" SysSock.Name="/run/rsyslog/log" SysSock.RateLimit.Interval="0")
            if $programname startswith "postfix" then { action(type="omfile" file="{{log}}") }

            """);
        await Engine.DockerAsync(
        [
            "run", "-d", "--name", target.Name, "--network", Engine.Network, "--ip", target.Address, "--hostname", "mail-a.audit.test", .. await ConfinementAsync(),
            "-v", $"{settings}:/etc/postfix:ro", "-v", $"{Engine.State}/certificates/mail-a.audit.test:/etc/postfix/certificate:ro",
            "-v", Names, Engine.ReceiverImage,
        ]);
    }

    // Exactly the receiver's.
    private static async Task<string[]> ConfinementAsync() => (await Engine.DockerAsync("inspect", await Engine.IdOfAsync("receiver-a"), "--format",
        """
        --read-only={{.HostConfig.ReadonlyRootfs}} --memory={{.HostConfig.Memory}} --memory-swap={{.HostConfig.MemorySwap}} --pids-limit={{.HostConfig.PidsLimit}} --cpu-shares={{.HostConfig.CpuShares}}
        {{- range .HostConfig.CapDrop}} --cap-drop={{.}}{{end}}{{range .HostConfig.CapAdd}} --cap-add={{.}}{{end}}{{range .HostConfig.SecurityOpt}} --security-opt={{.}}{{end}}
        {{- range $path, $options := .HostConfig.Tmpfs}} --tmpfs={{$path}}:{{$options}}{{end}}{{range $name, $value := .HostConfig.LogConfig.Config}} --log-opt={{$name}}={{$value}}{{end}}
        """)).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // All ask the testbed's name server who a client is, as the receivers do.
    private static string Names => $"{Engine.State}/dns/resolv.conf:/etc/resolv.conf:ro";
}
