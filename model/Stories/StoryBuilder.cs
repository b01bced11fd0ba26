using System.Net;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Stories;

/// <param name="HostName">The name that leads back to the address; null: none does.</param>
/// <param name="HeloName">What it says in EHLO; null: not recorded.</param>
internal sealed record StoryClient(IPAddress Address, string? HostName, string? HeloName);

/// <summary>A story while its lines are read.</summary>
internal sealed class StoryBuilder
{
    private const int MostRecords = 20_000;

    private readonly List<(DateTimeOffset At, Observation What)> seen = [];
    private int port = 40_000;
    private FirstContacts? firstFetches;

    public DateTimeOffset Start { get; } = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    /// <summary>Of audit 1, which is judged; others have numbers of their own.</summary>
    public AuditToken Token { get; } = TokenOf(1);

    public AuditRules Rules { get; set; } = AuditRules.Default;

    /// <summary>Of the policies that change with time.</summary>
    public FirstContacts FirstFetches => firstFetches ??= new(Rules.UntilChange, Rules.RetryWindow);

    public Dictionary<string, StoryClient> Clients { get; } = [];

    public InboundFinding Inbound { get; set; } = InboundFinding.NotChecked;

    public DomainName? InboundDomain { get; set; }

    public string? OwnSender { get; set; }

    public DateTimeOffset? SelfCheckedAt { get; set; }

    public bool ChecksItself { get; set; } = true;

    public List<StoryExpectation> Expectations { get; } = [];

    public static AuditToken TokenOf(int audit) => new(new Guid(0x0f8fad5b, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, (byte)(audit >> 8), (byte)audit));

    public SmtpClient NextConnection(StoryClient client) => new(client.Address, 1024 + (port++ % 64_000), client.HostName);

    /// <param name="at">When it was committed.</param>
    public void Add(DateTimeOffset at, Observation what)
    {
        if (seen.Count >= MostRecords)
        {
            throw new StoryFault($"a story has at most {MostRecords} records");
        }

        seen.Add((at, what));
    }

    public Story Build(string title) => new(
        title,
        Token,
        Rules,
        [.. seen.Select((one, index) => (one.At, one.What, index)).OrderBy(one => one.At).ThenBy(one => one.index).Select((one, index) => new EvidenceRecord(index + 1, one.At, one.What))],
        Start,
        SelfCheckedAt,
        ChecksItself,
        Inbound,
        InboundDomain,
        OwnSender,
        Expectations);
}
