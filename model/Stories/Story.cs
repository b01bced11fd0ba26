using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Stories;

/// <summary>
/// What happened to a testbed, told in a text file, and what an expert says of it. <c>docs/stories.md</c> has the words;
/// <see cref="StoryParser"/> reads them.
/// </summary>
/// <param name="Title">The first comment.</param>
/// <param name="Records">The evidence, in the order of its commits.</param>
/// <param name="SelfCheckedAt">When the last self-check began; null: one has always just been.</param>
/// <param name="ChecksItself">Whether the testbed checks itself at all.</param>
/// <param name="OwnSender">As in <see cref="AuditQuestion"/>.</param>
/// <param name="Expectations">What the verdict is to be, each at its time.</param>
public sealed record Story(
    string Title,
    AuditToken Token,
    AuditRules Rules,
    IReadOnlyList<EvidenceRecord> Records,
    DateTimeOffset Start,
    DateTimeOffset? SelfCheckedAt,
    bool ChecksItself,
    InboundFinding Inbound,
    DomainName? InboundDomain,
    string? OwnSender,
    IReadOnlyList<StoryExpectation> Expectations)
{
    /// <summary>The question that the service would put at a time: what comes later in the story is not known then.</summary>
    public AuditQuestion QuestionAt(DateTimeOffset now) => new(
        Token,
        [.. Records.Where(record => record.At <= now)],
        Catalogue.Receivers,
        Rules,
        now,
        Inbound,
        SelfCheckedAt ?? now,
        ChecksItself,
        InboundDomain,
        OwnSender);

    public AuditReport JudgeAt(DateTimeOffset now) => AuditJudge.Judge(QuestionAt(now));
}
