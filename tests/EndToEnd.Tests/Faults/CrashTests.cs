using MtaStsAudit.EndToEnd.Tests.Rig;

namespace MtaStsAudit.EndToEnd.Tests.Faults;

/// <summary>Processes are killed under load. Nothing that was acknowledged is lost, and nobody has to start anything.</summary>
[Collection(nameof(LocalRig))]
public sealed class CrashTests(LocalRig rig)
{
    private const int Kills = 4;
    private const int Plenty = 40;

    [Theory]
    [InlineData("collector")]
    [InlineData("receiver-a")]
    public async Task Every_250_has_its_evidence_though_a_service_is_killed_again_and_again(string service)
    {
        await using var load = new SmtpLoad();
        for (var kill = 0; kill < Kills; kill++)
        {
            await load.AcknowledgedAsync(Plenty);
            var putOff = load.PutOffAsync(1);
            await rig.KillAsync(service);
            await putOff;
        }

        await load.AcknowledgedAsync(Plenty);
        var (acknowledged, putOffs) = await load.CompareAsync();
        Assert.True(acknowledged >= (Kills + 1) * Plenty && putOffs >= Kills, $"{acknowledged} acknowledged, {putOffs} put off");
        await LocalRig.AwaitHealthAsync();
    }
}
