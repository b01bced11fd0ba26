using MtaStsAudit.EndToEnd.Tests.Abuse;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.EndToEnd.Tests.Scripted;

/// <summary>All scripted senders, played once and at the same time, each with mail to a token of its own.</summary>
public sealed class ScriptedAudits : IAsyncDisposable
{
    private const string Marker = """
        connect b
        ehlo marker.example
        deliver
        quit
        connect d
        ehlo marker.example
        deliver
        quit
        """;

    private readonly LocalRig rig;
    private readonly Lazy<Task<IReadOnlyDictionary<string, AuditToken>>> played;
    private ClientAddresses? addresses;

    public ScriptedAudits(LocalRig rig) => (this.rig, played) = (rig, new(PlayAllAsync));

    public async Task<AuditToken> TokenOfAsync(string sender) => (await played.Value)[sender];

    public async ValueTask DisposeAsync()
    {
        if (addresses is not null)
        {
            await addresses.DisposeAsync();
        }
    }

    private async Task<IReadOnlyDictionary<string, AuditToken>> PlayAllAsync()
    {
        // Who comes right after a policy host was away may be misled by that.
        await rig.AwaitSelfCheckAsync();
        addresses = await ClientAddresses.TakeAsync();
        var tokens = SenderScripts.All.Keys.ToDictionary(sender => sender, _ => AuditToken.New());
        await Task.WhenAll(SenderScripts.All.Select(pair => ScriptedSender.PlayAsync(tokens[pair.Key], pair.Value)));
        await AwaitLogsAsync();
        return tokens;
    }

    /// <summary>A receiver's log comes in order: when the end of a later session is here, those of all before it are.</summary>
    private async Task AwaitLogsAsync()
    {
        var token = AuditToken.New();
        await ScriptedSender.PlayAsync(token, Marker);
        await rig.ReportAsync(token, seen => "bd".All(letter => seen.Evidence.Any(record => record.What is SessionEnded ended && ended.Receiver == new ReceiverName(letter))));
    }
}
