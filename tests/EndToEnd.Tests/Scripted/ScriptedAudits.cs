using MtaStsAudit.EndToEnd.Tests.Abuse;
using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.EndToEnd.Tests.Scripted;

/// <summary>All scripted senders, played once and at the same time, each with mail to a token of its own.</summary>
public sealed class ScriptedAudits : IAsyncDisposable
{
    private readonly Lazy<Task<IReadOnlyDictionary<string, AuditToken>>> played;
    private ClientAddresses? addresses;

    public ScriptedAudits() => played = new(PlayAllAsync);

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
        addresses = await ClientAddresses.TakeAsync();
        var tokens = SenderScripts.All.Keys.ToDictionary(sender => sender, _ => AuditToken.New());
        await Task.WhenAll(SenderScripts.All.Select(pair => ScriptedSender.PlayAsync(tokens[pair.Key], pair.Value)));
        return tokens;
    }
}
