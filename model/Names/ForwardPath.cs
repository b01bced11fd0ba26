using System.Text;

namespace MtaStsAudit.Model.Names;

/// <summary>The address in a RCPT command, as RFC 5321 §4.1.2 lets it be written.</summary>
/// <param name="LocalPart">Without quotes and backslashes: in whichever way it was written, it means one mailbox.</param>
/// <param name="Domain">A domain or an address literal, as it was written; empty for the bare <c>postmaster</c>.</param>
public sealed record ForwardPath(string LocalPart, string Domain)
{
    /// <summary>The audit that it belongs to; null for a mailbox that is no token.</summary>
    public AuditToken? Token => AuditToken.TryParse(LocalPart, out var token) ? token : null;

    /// <summary>Whether it is the mailbox for TLS reports.</summary>
    public bool IsForReports => LocalPart.Equals(SiteNames.ReportLocalPart, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a path with or without its angle brackets; null when it is none.</summary>
    public static ForwardPath? Parse(string? text)
    {
        var path = (text ?? "").Trim();
        if (path is ['<', .. var inner, '>'])
        {
            path = inner.Trim();
        }

        var at = WithoutRoute(path);
        var local = new StringBuilder();
        if (at < path.Length && path[at] == '"')
        {
            // Quoted-string: any character may be written as a quoted-pair.
            for (at++; ; at++)
            {
                if (at >= path.Length)
                {
                    return null;
                }

                if (path[at] == '"')
                {
                    at++;
                    break;
                }

                if (path[at] == '\\' && ++at >= path.Length)
                {
                    return null;
                }

                local.Append(path[at]);
            }
        }
        else
        {
            for (; at < path.Length && path[at] != '@'; at++)
            {
                local.Append(path[at]);
            }
        }

        if (local.Length == 0 || (at < path.Length && path[at] != '@'))
        {
            return null;
        }

        var domain = at < path.Length ? path[(at + 1)..] : "";
        return domain.Contains('@', StringComparison.Ordinal) ? null : new ForwardPath(local.ToString(), domain);
    }

    // A source route "@one.example,@two.example:" MUST be accepted and SHOULD be ignored (§3.3, appendix C). No local part begins with "@".
    private static int WithoutRoute(string path) => path.StartsWith('@') ? path.IndexOf(':', StringComparison.Ordinal) + 1 : 0;
}
