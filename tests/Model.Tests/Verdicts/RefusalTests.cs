using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Tests.Verdicts;

public sealed class RefusalTests
{
    [Theory]
    [InlineData('b', SessionEnding.Quit, "ehlo=1 quit=1", null, true)]
    [InlineData('b', SessionEnding.Quit, "ehlo=1 starttls=0/1 quit=1", null, true)]
    [InlineData('b', SessionEnding.Quit, "helo=1 quit=1", null, true)]
    [InlineData('b', SessionEnding.Quit, "quit=1", null, false)]
    [InlineData('b', SessionEnding.Quit, "ehlo=0/1 quit=1", null, false)]
    [InlineData('b', SessionEnding.Lost, "ehlo=1", null, false)]
    [InlineData('b', SessionEnding.TimedOut, "ehlo=1", null, false)]
    [InlineData('b', SessionEnding.ClosedByReceiver, "ehlo=1", null, false)]
    [InlineData('b', SessionEnding.Quit, "ehlo=1 mail=0/1 quit=1", null, false)]
    [InlineData('b', SessionEnding.Quit, "ehlo=1 mail=1 rcpt=0/1 quit=1", null, false)]
    [InlineData('d', SessionEnding.Quit, "ehlo=1 starttls=1 quit=1", null, true)]
    [InlineData('d', SessionEnding.Quit, "ehlo=1 starttls=0/1 quit=1", null, false)]
    [InlineData('d', SessionEnding.Quit, "ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1", null, false)]
    [InlineData('d', SessionEnding.Lost, "ehlo=1 starttls=1", null, false)]
    [InlineData('d', SessionEnding.Lost, "ehlo=1 starttls=0/1", 48, true)]
    [InlineData('d', SessionEnding.Lost, "ehlo=1 starttls=0/1", 42, true)]
    [InlineData('d', SessionEnding.Lost, "ehlo=1 starttls=0/1", 45, true)]
    [InlineData('d', SessionEnding.Lost, "ehlo=1 starttls=0/1", 40, false)]
    [InlineData('d', SessionEnding.Lost, "ehlo=1 starttls=0/1", 70, false)]
    public void Only_a_client_that_saw_the_fault_and_left_by_choice_refused(
        char letter, SessionEnding ending, string commands, int? alert, bool expected)
    {
        var failure = alert is null ? null : new TlsFailure(alert, "alert");
        var story = new AuditStory().Delivers(0, "abcdef").Delivers(100, "acef").Leaves(101, letter.ToString(), ending, commands, failure);
        var outcome = story.JudgedAt(110).Outcomes.Single(row => row.Receiver == new ReceiverName(letter));

        Assert.Equal(expected ? OutcomeKind.Refused : OutcomeKind.Waiting, outcome.Kind);
        Assert.Contains(story.LastId, outcome.Evidence);
    }
}
