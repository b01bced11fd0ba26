using FsCheck.Xunit;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Tests.Verdicts;

public sealed class JoinedAuditsTests
{
    private const string One = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private const string Two = "1f8fad5b-d9cb-469f-a165-70867728950e";

    [Theory]
    [InlineData(One, 1)]
    [InlineData($"{One}+{Two}", 2)]
    [InlineData($"{One} {Two}", 2)]
    [InlineData($"{One}+{One}", 1)]
    [InlineData($"{One}+{Two}+{One}+{Two}+{One}+{Two}", 2)]
    [InlineData($"{One}+{Two}+{One}+{Two}+{One}+{Two}+{One}", 0)]
    [InlineData($"{One}+", 0)]
    [InlineData($"+{One}", 0)]
    [InlineData($"{One}++{Two}", 0)]
    [InlineData($"{One},{Two}", 0)]
    [InlineData("", 0)]
    [InlineData(null, 0)]
    public void Up_to_six_UUIDs_are_joined_by_plus_signs(string? text, int tokens)
    {
        Assert.Equal(tokens > 0, JoinedAudits.TryParse(text, out var read, out _));
        Assert.Equal(tokens, read.Count);
    }

    [Property]
    public bool No_text_makes_the_parser_throw(string? text) => !JoinedAudits.TryParse(text, out var tokens, out var fault) ? tokens.Count == 0 && fault.Length > 0 : tokens.Count > 0;

    [Fact]
    public void What_one_UUID_for_each_receiver_leaves_open_is_decided_when_they_are_joined()
    {
        var tokens = "abcdef".ToDictionary(letter => letter, _ => AuditToken.New());
        var story = new AuditStory();
        foreach (var second in new[] { 0, 70 })
        {
            foreach (var letter in "acef")
            {
                story.Delivers(second, $"{letter}", token: tokens[letter]);
            }

            story.Leaves(second + 1, "bd");
        }

        story.Leaves(1900, "bd");
        AuditToken[] joined = [.. tokens.Values];
        var records = JoinedAudits.AsOne(story.Records, joined);

        var alone = AuditJudge.Judge(QuestionOf(tokens['a'], story.Records));
        var together = AuditJudge.Judge(QuestionOf(joined[0], records));

        Assert.NotEqual(OutboundFinding.Enforces, alone.Outbound);
        Assert.Equal(OutboundFinding.Enforces, together.Outbound);
    }

    [Fact]
    public void Joining_changes_nothing_but_the_tokens_that_are_joined()
    {
        var stranger = AuditToken.New();
        var story = new AuditStory().Delivers(0, "a", token: stranger).Delivers(1, "c").Leaves(2, "b");

        var records = JoinedAudits.AsOne(story.Records, [AuditToken.New(), story.Token]);

        Assert.Equal(story.Records.Select(record => record.Id), records.Select(record => record.Id));
        Assert.Equal([story.Records[0], story.Records[2]], [records[0], records[2]]);
        Assert.EndsWith("@c.audit.test", ((MessageAccepted)records[1].What).RcptTo, StringComparison.Ordinal);
        Assert.StartsWith($"{story.Token}@", ((MessageAccepted)records[1].What).RcptTo, StringComparison.Ordinal);
        Assert.NotEqual(story.Token, ((MessageAccepted)records[1].What).Token);
    }

    private static AuditQuestion QuestionOf(AuditToken token, IReadOnlyList<EvidenceRecord> records) => new(
        token, records, MtaStsAudit.Model.Scenarios.Catalogue.Study, AuditRules.Default, AuditStory.Start.AddHours(3));
}
