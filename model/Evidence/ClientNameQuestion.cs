using System.Net;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Evidence;

/// <summary>A name that a client goes by, of which DNS is to say whether it belongs to it.</summary>
/// <param name="Name">Null for the host name of an address, which is not known before.</param>
/// <param name="Sender">The mailbox in MAIL FROM, for SPF.</param>
public sealed record ClientNameQuestion(IPAddress Client, ClientNameSource Source, DomainName? Name = null, string? Sender = null)
{
    /// <summary>
    /// After this, a name that comes again is looked up again. Who judges sessions therefore looks for names that were checked as long
    /// before the first of them.
    /// </summary>
    public static readonly TimeSpan AskedAgainAfter = TimeSpan.FromMinutes(10);

    /// <summary>What is worth asking about a record; nothing for most.</summary>
    public static IEnumerable<ClientNameQuestion> About(Observation what) => what switch
    {
        MessageAccepted message => [.. AboutEhlo(message.Client.Address, [message.HeloName]), .. AboutMailFrom(message)],
        SessionHeard heard => AboutEhlo(heard.Client.Address, heard.HeloNames),
        PolicyFetched fetch => [new(Plain(fetch.Client), ClientNameSource.HostName)],
        PolicyFetchFailed failed => [new(Plain(failed.Client), ClientNameSource.HostName)],
        _ => [],
    };

    /// <summary>
    /// A name that may be looked up: of more than one label, and no address. Strangers choose it, and single labels would be looked up
    /// in the host's own domain.
    /// </summary>
    public static DomainName? NameIn(string? text) =>
        DomainName.TryParse(text, out var name)
        && PublicSuffixes.RegistrableDomainOf(name) is { } domain
        && !char.IsAsciiDigit(domain.Value[domain.Value.LastIndexOf('.') + 1])
            ? name
            : null;

    private static IEnumerable<ClientNameQuestion> AboutEhlo(IPAddress client, IEnumerable<string?> names) =>
        names.Select(NameIn).OfType<DomainName>().Distinct().Select(name => new ClientNameQuestion(Plain(client), ClientNameSource.Ehlo, name));

    private static IEnumerable<ClientNameQuestion> AboutMailFrom(MessageAccepted message)
    {
        var at = message.MailFrom.LastIndexOf('@');
        if (at >= 0 && NameIn(message.MailFrom[(at + 1)..]) is { } domain)
        {
            // RFC 7208 §4.3.
            yield return new(Plain(message.Client.Address), ClientNameSource.MailFrom, domain, at == 0 ? $"postmaster@{domain}" : message.MailFrom);
        }
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
