using Microsoft.AspNetCore.Http;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Probes.Tests.Rig;

/// <summary>What a domain of the rig publishes. As it stands, all is well with it.</summary>
internal sealed record RigDomain
{
    public IReadOnlyList<string> Sts { get; init; } = ["v=STSv1; id=20260101;"];

    public IReadOnlyList<string> TlsRpt { get; init; } = ["v=TLSRPTv1; rua=mailto:tls@example.com"];

    /// <summary>Null: the usual policy, in the given mode, for all MX hosts under the domain.</summary>
    public RequestDelegate? Serve { get; init; }

    public string Mode { get; init; } = "enforce";

    public CertificateKind PolicyCertificate { get; init; }

    public IReadOnlyList<string> PolicyHostAddresses { get; init; } = [PolicyHosts.Address];

    /// <summary>The MX hosts <c>mx1</c>, <c>mx2</c>, … under the domain.</summary>
    public IReadOnlyList<SmtpKind> Mx { get; init; } = [SmtpKind.StartTls];
}

/// <summary>DNS, policy hosts and SMTP servers on loopback addresses of this process.</summary>
public sealed class InboundRig : IAsyncLifetime
{
    private int domains;

    internal TestCa Ca { get; } = new();

    internal DnsResponder Dns { get; } = new();

    internal PolicyHosts PolicyHosts { get; }

    internal SmtpServers Smtp { get; }

    public InboundRig()
    {
        PolicyHosts = new(Ca);
        Smtp = new(Ca);
    }

    internal InboundOptions Options => new()
    {
        AllowAnyAddress = true,
        Resolver = Dns.EndPoint,
        HttpsPort = PolicyHosts.Port,
        SmtpPort = Smtp.Port,
        TrustedRoots = Ca.Roots,
        LookupLimit = TimeSpan.FromSeconds(10),
        FetchLimit = TimeSpan.FromSeconds(20),
        ProbeLimit = TimeSpan.FromSeconds(20),
    };

    public async ValueTask InitializeAsync() => await PolicyHosts.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await PolicyHosts.DisposeAsync();
        await Smtp.DisposeAsync();
        await Dns.DisposeAsync();
        Ca.Dispose();
    }

    /// <summary>Publishes the domain under a name of its own.</summary>
    internal string Publish(RigDomain domain)
    {
        var name = $"d{Interlocked.Increment(ref domains)}.test";
        foreach (var text in domain.Sts)
        {
            Dns.Text($"_mta-sts.{name}", text);
        }

        foreach (var text in domain.TlsRpt)
        {
            Dns.Text($"_smtp._tls.{name}", text);
        }

        foreach (var address in domain.PolicyHostAddresses)
        {
            Dns.Address($"mta-sts.{name}", address);
        }

        foreach (var (kind, index) in domain.Mx.Select((kind, index) => (kind, index + 1)))
        {
            Dns.Mx(name, (ushort)(10 * index), $"mx{index}.{name}");
            Dns.Address($"mx{index}.{name}", SmtpServers.AddressOf(kind));
        }

        PolicyHosts.Add($"mta-sts.{name}",
            domain.Serve ?? PolicyHosts.Serves($"version: STSv1\r\nmode: {domain.Mode}\r\nmx: *.{name}\r\nmax_age: 604800\r\n"), domain.PolicyCertificate);
        return name;
    }

    internal Task<InboundReport> CheckAsync(RigDomain domain, Func<InboundOptions, InboundOptions>? change = null) =>
        CheckAsync(Publish(domain), change);

    internal Task<InboundReport> CheckAsync(string name, Func<InboundOptions, InboundOptions>? change = null) =>
        new InboundCheck(change?.Invoke(Options) ?? Options, TimeProvider.System)
            .RunAsync(DomainName.Parse(name), TestContext.Current.CancellationToken);
}
