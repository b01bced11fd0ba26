using MtaStsAudit.EndToEnd.Tests.Audits;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.EndToEnd.Tests.Scripted;

/// <summary>Senders played by script: what is recorded of the ways to hang up, and what follows from them.</summary>
[Collection(nameof(LocalRig))]
public sealed class ScriptedSenderTests(LocalRig rig, ScriptedAudits audits) : IClassFixture<ScriptedAudits>
{
    private const int Visits = 3;

    [Theory]
    [InlineData("mox", "closed after STARTTLS was refused", "alert 42 within the handshake")]
    [InlineData("mx-connect", "closed after STARTTLS was refused", "closed within the handshake")]
    [InlineData("chasquid", "closed after EHLO", "closed after handshake and EHLO")]
    [InlineData("node", "closed after EHLO", "closed within the handshake")]
    [InlineData("courier", "QUIT after EHLO", "closed after handshake")]
    [InlineData("close-notify", "QUIT after EHLO", "closed after handshake")]
    [InlineData("dotnet", "closed after EHLO", "closed after handshake")]
    [InlineData("bot", "QUIT after AUTH", "QUIT after AUTH")]
    public async Task Each_way_to_hang_up_is_recorded_as_it_was(string sender, string atB, string atD)
    {
        var report = await rig.ReportAsync(await audits.TokenOfAsync(sender), seen => "bd".All(letter => SessionEnds.At(seen, letter, IsAny).Count() == Visits));

        Assert.Equal((atB, atD), (SessionEnds.Of(report, 'b', IsAny), SessionEnds.Of(report, 'd', IsAny)));
        Assert.Equal(5, report.PolicyFetches);
    }

    [Theory]
    [InlineData("mox", SupportLabel.FullSupport)]
    [InlineData("mx-connect", SupportLabel.FullSupport)]
    [InlineData("chasquid", SupportLabel.FullSupport)]
    [InlineData("node", SupportLabel.FullSupport)]
    [InlineData("courier", SupportLabel.FullSupport)]
    [InlineData("close-notify", SupportLabel.FullSupport)]
    [InlineData("dotnet", SupportLabel.FullSupport)]
    [InlineData("late-fetch", SupportLabel.FullSupport)]
    [InlineData("one-round", SupportLabel.FullSupport)]
    [InlineData("bot", SupportLabel.Waiting, SupportLabel.Inconclusive)]
    [InlineData("too-large", SupportLabel.Waiting, SupportLabel.Inconclusive)]
    [InlineData("neighbour", SupportLabel.Waiting, SupportLabel.Inconclusive)]
    [InlineData("fallback", SupportLabel.NoSupport, SupportLabel.Contested)]
    [InlineData("verifier", SupportLabel.NoSupport)]
    [InlineData("downgrade", SupportLabel.NoSupport)]
    public async Task A_scripted_sender_is_judged_by_what_it_did(string sender, params SupportLabel[] allowed)
    {
        var report = await rig.SettledReportAsync(await audits.TokenOfAsync(sender), seen => allowed.Contains(seen.Label));

        SenderTable.Note($"scripted {sender}", allowed, report);
        Assert.True(allowed.Contains(report.Label), $"{report.Label}: {report.Reason}");
    }

    private static bool IsAny(SmtpClient client) => true;
}
