using System.Net;
using MtaStsAudit.Acme.ChallengeDns;
using MtaStsAudit.Acme.Tests.Rig;

namespace MtaStsAudit.Acme.Tests.ChallengeDns;

[Collection(WithAcmeServer.Name)]
public sealed class AuthoritativePropagationTests
{
    private readonly AcmeRig rig;

    public AuthoritativePropagationTests(AcmeRig rig)
    {
        AcmeRig.SkipWithoutServer();
        this.rig = rig;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_waits_until_the_server_knows_every_value()
    {
        var (first, second) = (new ChallengeRecord("_acme-challenge.p.example.com", "one"), new ChallengeRecord("_acme-challenge.p.example.com", "two"));
        rig.SetText($"{first.Owner}.", first.Value);
        var waiting = Propagation(TimeSpan.FromSeconds(30), rig.Pebble.Dns).WaitAsync([first, second], Cancellation);
        Assert.False(waiting.IsCompleted);

        rig.SetText($"{second.Owner}.", second.Value);

        await waiting;
        rig.ClearTexts($"{first.Owner}.");
    }

    [Fact]
    public async Task A_server_that_never_knows_is_named()
    {
        var error = await Assert.ThrowsAsync<TimeoutException>(() =>
            Propagation(TimeSpan.Zero, rig.Pebble.Dns).WaitAsync([new("_acme-challenge.never.example.com", "x")], Cancellation));

        Assert.Contains($"{rig.Pebble.Dns} has no such TXT at _acme-challenge.never.example.com", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named()
    {
        // Nothing listens on the discard port here: the operating system refuses at once.
        var silent = new IPEndPoint(IPAddress.Loopback, 9);
        rig.SetText("_acme-challenge.half.example.com.", "x");

        var error = await Assert.ThrowsAsync<TimeoutException>(() =>
            Propagation(TimeSpan.Zero, rig.Pebble.Dns, silent).WaitAsync([new("_acme-challenge.half.example.com", "x")], Cancellation));

        Assert.Contains("1 of the zone's name servers", error.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:9 does not answer", error.Message, StringComparison.Ordinal);
        rig.ClearTexts("_acme-challenge.half.example.com.");
    }

    private static AuthoritativePropagation Propagation(TimeSpan limit, params IPEndPoint[] servers) =>
        new(_ => Task.FromResult(AuthoritativeServers.At(servers)), limit, TimeProvider.System);
}
