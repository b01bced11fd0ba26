using System.Net;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Probes.Dns;
using MtaStsAudit.Probes.Spf;

namespace MtaStsAudit.Probes.ClientNames;

/// <summary>Asks DNS whether a name belongs to a client that goes by it. The answers are null where DNS gave none.</summary>
public sealed class ClientNameLookup(InboundOptions options)
{
    /// <summary>An address may have many names; a stranger's zone must not have us look all of them up.</summary>
    private const int MostHostNames = 3;

    private readonly DomainLookup dns = new(options);

    public Task<ClientNameChecked?> RunAsync(ClientNameQuestion question, CancellationToken cancellationToken) => question.Source switch
    {
        ClientNameSource.HostName => HostNameAsync(question.Client, cancellationToken),
        ClientNameSource.Ehlo => EhloAsync(question, cancellationToken),
        ClientNameSource.MailFrom => MailFromAsync(question, cancellationToken),
    };

    // A host name that leads back, as Postfix does it for its clients ("FCrDNS").
    private async Task<ClientNameChecked?> HostNameAsync(IPAddress client, CancellationToken cancellationToken)
    {
        var names = await dns.HostNamesAsync(client, cancellationToken);
        ClientNameChecked? other = null;
        foreach (var name in names.Values.Select(ClientNameQuestion.NameIn).OfType<DomainName>().Distinct().Take(MostHostNames))
        {
            if (await LeadsToAsync(name, client, cancellationToken) is { } leads)
            {
                var found = new ClientNameChecked(client, ClientNameSource.HostName, name.Value, leads);
                if (leads)
                {
                    return found;
                }

                other ??= found;
            }
        }

        return other;
    }

    private async Task<ClientNameChecked?> EhloAsync(ClientNameQuestion question, CancellationToken cancellationToken) =>
        question.Name is { } name && await LeadsToAsync(name, question.Client, cancellationToken) is { } leads
            ? new ClientNameChecked(question.Client, ClientNameSource.Ehlo, name.Value, leads)
            : null;

    private async Task<ClientNameChecked?> MailFromAsync(ClientNameQuestion question, CancellationToken cancellationToken)
    {
        if (question is not { Name: { } domain, Sender: { } sender })
        {
            return null;
        }

        var spf = await new SpfCheck(dns, new SpfQuestion(question.Client, sender), cancellationToken).RunAsync(domain.Value);
        return spf switch
        {
            { Result: SpfResult.TempError } => null,
            { Result: SpfResult.Pass } => new ClientNameChecked(question.Client, ClientNameSource.MailFrom, domain.Value, spf.NamesClient),
            // What was passed over might have matched.
            { IsComplete: false } => null,
            _ => new ClientNameChecked(question.Client, ClientNameSource.MailFrom, domain.Value, BelongsToClient: false),
        };
    }

    private async Task<bool?> LeadsToAsync(DomainName name, IPAddress client, CancellationToken cancellationToken)
    {
        var answer = await dns.AddressesAsync(name.Value, client.AddressFamily, cancellationToken);
        return answer.Failure is null ? answer.Values.Contains(client) : null;
    }
}
