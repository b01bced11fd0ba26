using System.Net;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Tests.Verdicts;

/// <summary>Tells what a sender did, second by second, and asks for the verdict.</summary>
internal sealed class AuditStory
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    private static readonly AuditRules Rules = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(7200));

    private readonly List<EvidenceRecord> records = [];
    private SmtpClient client = new(IPAddress.Parse("192.0.2.25"), 40000, "mx1.sender.example");
    private int port = 40000;

    public AuditToken Token { get; } = new(Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"));

    public IReadOnlyList<EvidenceRecord> Records => records;

    public long LastId => records[^1].Id;

    public AuditStory From(string address, string? hostName = null)
    {
        client = new(IPAddress.Parse(address), port, hostName);
        return this;
    }

    public AuditStory Delivers(int second, string letters, bool tls = true, AuditToken? token = null) => DeliversTo(second, Spaced(letters), tls, token);

    /// <param name="names">Of receivers, of any scenario, with a space between two.</param>
    public AuditStory DeliversTo(int second, string names, bool tls = true, AuditToken? token = null)
    {
        foreach (var receiver in names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => new ReceiverName(name)))
        {
            var used = tls && Catalogue.Find(receiver)!.Tls != TlsOffer.None ? new TlsParameters("TLSv1.3", "TLS_AES_256_GCM_SHA384") : null;
            Add(second, new MessageAccepted(receiver, NextClient(), "mx1.sender.example", used, "x@sender.example",
                $"{token ?? Token}@{Catalogue.Find(receiver)!.Scenario}.audit.test", token ?? Token, $"4Q{records.Count}", null, 100));
        }

        return this;
    }

    /// <summary>A session that ends without mail.</summary>
    public AuditStory Leaves(
        int second, string letters, SessionEnding ending = SessionEnding.Quit, string commands = "ehlo=1", TlsFailure? failure = null) =>
        LeavesFrom(second, Spaced(letters), ending, commands, failure);

    /// <param name="names">As in <see cref="DeliversTo"/>.</param>
    public AuditStory LeavesFrom(
        int second, string names, SessionEnding ending = SessionEnding.Quit, string commands = "ehlo=1", TlsFailure? failure = null)
    {
        foreach (var receiver in names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => new ReceiverName(name)))
        {
            var starttls = Catalogue.Find(receiver)!.Tls != TlsOffer.None && failure is null && !commands.Contains("starttls", StringComparison.Ordinal)
                ? " starttls=1"
                : "";
            Add(second, new SessionEnded(receiver, NextClient(), Start.AddSeconds(second), null, null, failure,
                Commands(commands + starttls), ending, null, $"s{records.Count}"));
        }

        return this;
    }

    public AuditStory Fetches(int second, char letter, string address) => FetchesFrom(second, letter.ToString(), address);

    /// <param name="scenario">Whose policy it asks for.</param>
    /// <param name="status">200: it is given a policy.</param>
    public AuditStory FetchesFrom(int second, string scenario, string address = "192.0.2.25", int status = 200)
    {
        Add(second, new PolicyFetched(new ReceiverName(scenario), IPAddress.Parse(address), "x", $"mta-sts.{scenario}.audit.test", "TLSv1.3", status, status == 200 ? "1" : null));
        return this;
    }

    /// <summary>The testbed checks itself, and records what it found.</summary>
    public AuditStory Checks(int second, int? before, bool wasAway = false, params TestbedFault[] faults)
    {
        Add(second, new TestbedChecked(before is { } earlier ? Start.AddSeconds(earlier) : null, wasAway, faults));
        return this;
    }

    /// <summary>The verdict where the testbed has checked itself just before.</summary>
    public AuditReport JudgedAt(int second, InboundFinding inbound = InboundFinding.NotChecked) => AuditJudge.Judge(
        new(Token, records, Catalogue.Study, Rules, Start.AddSeconds(second), inbound, CheckedAt: Start.AddSeconds(second), ChecksItself: true,
            InboundDomain: DomainName.Parse("sender.example")));

    /// <summary>What is exported of it where the testbed has checked itself just before.</summary>
    public AuditExport ExportedAt(int second) => AuditExport.Of(
        new(Token, records, Catalogue.Study, Rules, Start.AddSeconds(second), CheckedAt: Start.AddSeconds(second), ChecksItself: true));

    /// <summary>The verdict where the testbed has every scenario.</summary>
    public AuditReport JudgedOnAllAt(int second) => AuditJudge.Judge(
        new(Token, records, Catalogue.Receivers, Rules, Start.AddSeconds(second), CheckedAt: Start.AddSeconds(second), ChecksItself: true));

    /// <summary>The verdict where the testbed checks itself, and last did so at a given second, or not yet.</summary>
    public AuditReport JudgedAfterCheck(int? checkedAt, int second) => AuditJudge.Judge(
        new(Token, records, Catalogue.Study, Rules, Start.AddSeconds(second), CheckedAt: checkedAt is { } at ? Start.AddSeconds(at) : null, ChecksItself: true));

    /// <summary>The verdict where the testbed no longer checks itself.</summary>
    public AuditReport JudgedWithoutSelfChecks(int? checkedAt, int second) => AuditJudge.Judge(
        new(Token, records, Catalogue.Study, Rules, Start.AddSeconds(second), CheckedAt: checkedAt is { } at ? Start.AddSeconds(at) : null));

    /// <summary>The verdict on what has happened by a second: what comes later in the story is not known then.</summary>
    /// <param name="receivers">Of the testbed; the study's if left out.</param>
    public AuditReport SeenUntil(int second, IReadOnlyList<Receiver>? receivers = null) => AuditJudge.Judge(new(
        Token, [.. records.Where(record => record.At <= Start.AddSeconds(second))], receivers ?? Catalogue.Study, Rules, Start.AddSeconds(second)));

    private static string Spaced(string letters) => string.Join(' ', letters.ToCharArray());

    private SmtpClient NextClient() => client with { Port = ++port };

    private void Add(int second, Observation what) => records.Add(new(records.Count + 1, Start.AddSeconds(second), what));

    private static CommandSummary Commands(string summary) => new(summary
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('='))
        .ToDictionary(part => part[0], part => Count(part[1])));

    private static CommandCount Count(string text) => text.Split('/') switch
    {
        [var accepted, var given] => new(int.Parse(accepted), int.Parse(given)),
        _ => new(int.Parse(text), int.Parse(text)),
    };
}
