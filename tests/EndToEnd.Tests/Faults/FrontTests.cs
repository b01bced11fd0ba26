using System.Net.Sockets;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.EndToEnd.Tests.Faults;

/// <summary>The front shares the network of the Postfix behind it, and has to follow it.</summary>
[Collection(nameof(LocalRig))]
public sealed class FrontTests(LocalRig rig)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(3);

    private static string Address { get; } = LocalSite.Receiver(new ReceiverName("starttls-454")).V4.ToString();

    [Fact]
    public async Task A_Postfix_that_crashes_and_comes_again_has_its_front_again()
    {
        Assert.Equal(454, await StartTlsAsync());
        await rig.KillAsync("receiver-shared");
        await LocalRig.AwaitHealthAsync();

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(LongestWait);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (await TryAsync() != 454)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private static async Task<int> TryAsync()
    {
        try
        {
            return await StartTlsAsync();
        }
        catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException or InvalidOperationException && !TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static async Task<int> StartTlsAsync()
    {
        await using var smtp = await SmtpDialogue.ConnectAsync(Address, ShortestPatience);
        await smtp.AskAsync("EHLO front.example");
        return await smtp.AskAsync("STARTTLS");
    }
}
