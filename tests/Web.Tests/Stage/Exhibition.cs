using System.Net;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Web.Tests.Stage;

/// <summary>A testbed with something on every page: published audits of all kinds, one under way, reports and fetches.</summary>
internal sealed class Exhibition : IAsyncDisposable
{
    private static readonly (string Provider, string Domain, string Delivered, string Refused)[] Senders =
    [
        ("Careful Mail", "careful.example", "acef", "bd"),
        ("Half Way Hosting", "halfway.example", "abcef", "d"),
        ("Open Door", "opendoor.example", "abcdef", ""),
        ("Iron Relay", "iron.example", "ace", "bdf"),
    ];

    private Exhibition(WebStage stage, FakeTimeProvider time)
    {
        Stage = stage;
        Time = time;
    }

    public WebStage Stage { get; }

    public FakeTimeProvider Time { get; }

    public OwnedAudit Judged { get; private set; } = null!;

    public OwnedAudit Fresh { get; private set; } = null!;

    public OwnedAudit Settling { get; private set; } = null!;

    public OwnedAudit OfSuite { get; private set; } = null!;

    public long ReportId { get; private set; }

    public static async Task<Exhibition> OpenAsync()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow()) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        var exhibition = new Exhibition(await WebStage.StartAsync(time, inbound: CheckAsync, suite: Suite.Complete), time);
        await exhibition.FillAsync();
        return exhibition;
    }

    /// <summary>Every page that there is, by a name for it.</summary>
    public IReadOnlyDictionary<string, string> Pages => new Dictionary<string, string>
    {
        ["start"] = "/",
        ["scenarios"] = "/scenarios",
        ["scenario"] = "/scenarios/first-untrusted",
        ["scenario-of-long-policy"] = "/scenarios/policy-64k",
        ["audit-fresh"] = Fresh.Path,
        ["audit-of-suite"] = OfSuite.Path,
        ["audit-settling"] = Settling.Path,
        ["audit-judged"] = Judged.Path,
        ["how-it-works"] = "/how-it-works",
        ["providers"] = "/providers?sort=support",
        ["tls-reports"] = "/tls-reports",
        ["tls-report"] = $"/tls-reports/{ReportId}",
        ["policy-fetches"] = "/policy-fetches",
        ["inbound"] = "/inbound/careful.example",
        ["inbound-form"] = "/inbound",
        ["example"] = "/example",
        ["about"] = "/about",
        ["mailbox"] = "/mailbox",
        ["provider"] = "/providers/careful.example",
        ["provider-search"] = "/providers?search=enforce",
    };

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    private static Task<InboundReport> CheckAsync(DomainName domain, CancellationToken cancellationToken) => Task.FromResult(new InboundReport(
        domain,
        TimeProvider.System.GetUtcNow(),
        domain.Value switch
        {
            "careful.example" => InboundFinding.Enforce,
            "halfway.example" => InboundFinding.Testing,
            _ => InboundFinding.Broken,
        },
        "version: STSv1\r\nmode: enforce\r\nmx: mx1.careful.example\r\nmax_age: 604800\r\n",
        [
            new Finding("sts-record-valid", Severity.Ok, $"_mta-sts.{domain}", "There is exactly one valid record.", "RFC 8461 §3.1", null),
            new Finding("mx-certificate-expired", Severity.Error, $"mx1.{domain}", "The certificate expired at 2026-01-01T00:00:00Z.", "RFC 8461 §4.2", "Renew the certificate."),
        ],
        [$"mx1.{domain}", $"mx2.{domain}"]));

    private async Task FillAsync()
    {
        for (var index = 0; index < Senders.Length; index++)
        {
            await AuditAsync(index);
        }

        for (var day = 0; day < 12; day++)
        {
            await ReportAsync(SampleTlsReport.About("bd"[day % 2], Time.GetUtcNow().AddDays(-day), day % 2 == 0 ? "starttls-not-supported" : "certificate-not-trusted"));
        }

        await ReportAsync("this is no JSON");
        ReportId = await ReportAsync(SampleTlsReport.About('b', Time.GetUtcNow()));
        foreach (var agent in new[] { "postfix-tlspol/1.8.14", "Stalwart/0.13", "Google-SMTP-STS", "curl/8.5.0" })
        {
            await new RigSender(Stage.Store, Judged.Token) { Address = IPAddress.Parse("203.0.113.9"), UserAgent = agent }.FetchAsync("ab");
        }

        Fresh = await Stage.MakeAuditAsync();
        OfSuite = await Stage.MakeAuditAsync("complete");
        Settling = await Stage.MakeAuditAsync();
        await new RigSender(Stage.Store, Settling.Token) { Address = IPAddress.Parse("198.51.100.7"), HostName = "mail.settling.example" }.MailCompliantlyAsync();
    }

    private async Task AuditAsync(int index)
    {
        var (provider, domain, delivered, refused) = Senders[index];
        var audit = await Stage.MakeAuditAsync();
        var sender = new RigSender(Stage.Store, audit.Token)
        {
            Address = IPAddress.Parse(index == 0 ? "192.0.2.25" : $"198.18.{index}.25"),
            HostName = $"mx1.{domain}",
            Helo = $"mx1.{domain}",
            MailFrom = $"auditor@{domain}",
        };
        await sender.MailCompliantlyAsync();
        Time.Advance(AuditRules.Default.Settle + TimeSpan.FromSeconds(5));
        await sender.DeliverAsync(delivered);
        await sender.RefuseAsync(refused);
        if (index == 0)
        {
            await sender.DeliverToAsync("expired", "policy-404");
            await Stage.Store.AppendAsync(
                [new ClientHelloSeen(new("garbage-after-220"), sender.Address, 40_000, Time.GetUtcNow(),
                    new("TLSv1.2", ["TLSv1.3", "TLSv1.2"], "mail-garbage-after-220.audit.test", ["X25519MLKEM768", "x25519", "secp256r1"], [], 31, 1578))],
                default, TestContext.Current.CancellationToken);
        }

        using var published = await Stage.PostAsync(
            $"{audit.Path}/sender", new Dictionary<string, string> { ["provider"] = provider, ["domain"] = domain, ["then"] = "publish" }, audit.Cookie);
        Assert.Equal(HttpStatusCode.SeeOther, published.StatusCode);
        await Stage.CheckedAsync(DomainName.Parse(domain));
        Judged ??= audit;
    }

    private async Task<long> ReportAsync(string report)
    {
        var records = await Stage.Store.AppendAsync(
            [new TlsReportReceived(IPAddress.Parse("192.0.2.25"), "tls-reporter/1.0", report)], default, TestContext.Current.CancellationToken);
        return records[0].Id;
    }
}
