using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>
/// Several tokens judged as one audit. The original's <c>audit.sh</c> makes a UUID for each receiver, so that what it mails is six audits
/// of one receiver each until they are joined.
/// </summary>
public static class JoinedAudits
{
    /// <summary>One for each receiver of the original.</summary>
    public const int MostTokens = 6;

    private const char Separator = '+';

    /// <summary>Reads <c>UUID+UUID+…</c>: one to six tokens; one that is there twice is taken once.</summary>
    /// <param name="tokens">In the order given; the first one names the audit.</param>
    /// <param name="fault">A sentence, where the text names no audit.</param>
    public static bool TryParse(string? text, out IReadOnlyList<AuditToken> tokens, out string fault)
    {
        tokens = [];
        fault = "An audit is named by a UUID.";
        // A form decodes a plus to a space.
        var parts = (text ?? "").Split(Separator, ' ');
        if (parts.Length > MostTokens)
        {
            fault = $"At most {MostTokens} UUIDs are joined to one audit, and there are {parts.Length}.";
            return false;
        }

        List<AuditToken> read = [];
        foreach (var part in parts)
        {
            if (!AuditToken.TryParse(part, out var token))
            {
                return false;
            }

            read.Add(token);
        }

        tokens = [.. read.Distinct()];
        return true;
    }

    /// <summary>The name of several audits that are one, as <see cref="TryParse"/> reads it.</summary>
    public static string NameOf(IEnumerable<AuditToken> tokens) => string.Join(Separator, tokens);

    /// <summary>The records with the messages of all tokens given to the first of them. The address that each was mailed to stays as it came.</summary>
    public static IReadOnlyList<EvidenceRecord> AsOne(IReadOnlyList<EvidenceRecord> records, IReadOnlyList<AuditToken> tokens) => tokens.Count < 2
        ? records
        :
        [
            .. records.Select(record => record.What switch
            {
                MessageAccepted { Token: { } token } message when token != tokens[0] && tokens.Contains(token) => record with { What = message with { Token = tokens[0] } },
                DeliveryStatusGiven given when given.Token != tokens[0] && tokens.Contains(given.Token) => record with { What = given with { Token = tokens[0] } },
                _ => record,
            }),
        ];
}
