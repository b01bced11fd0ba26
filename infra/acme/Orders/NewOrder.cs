using Certes;
using Certes.Acme;
using Certes.Acme.Resource;

namespace MtaStsAudit.Acme.Orders;

/// <summary>A new order's request (RFC 8555 §7.4) with what Certes does not write: a profile, and the certificate that is replaced.</summary>
internal static class NewOrder
{
    private const int BadNonceRetries = 10;

    /// <param name="profile">Which of the authority's kinds of certificate (draft-ietf-acme-profiles); null: the authority's choice.</param>
    /// <param name="replaces">The identifier of the certificate that this one takes the place of (RFC 9773 §5); null: none.</param>
    /// <exception cref="AcmeProblemException">The server refuses.</exception>
    public static async Task<IOrderContext> PostAsync(AcmeContext context, IReadOnlyList<string> names, string? profile, string? replaces)
    {
        var directory = await context.GetDirectory().ConfigureAwait(false);
        var request = new Request([.. names.Select(name => new Identifier { Type = IdentifierType.Dns, Value = name })], profile, replaces);
        for (var retry = 0; ; retry++)
        {
            var answer = await context.HttpClient.Post<Order>(directory.NewOrder, await context.Sign(request, directory.NewOrder).ConfigureAwait(false)).ConfigureAwait(false);
            if (answer.Error is null)
            {
                return context.Order(answer.Location);
            }

            // RFC 8555 §6.5: try again with the nonce that came with the refusal.
            if (answer.Error.Type != AcmeProblem.BadNonce || retry == BadNonceRetries)
            {
                throw new AcmeProblemException("The ACME server refused the order", AcmeProblem.From(answer.Error));
            }
        }
    }

    /// <remarks>Certes signs it in camel case and leaves out what is null.</remarks>
    private sealed record Request(IReadOnlyList<Identifier> Identifiers, string? Profile, string? Replaces);
}
