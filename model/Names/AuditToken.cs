namespace MtaStsAudit.Model.Names;

/// <summary>The UUID that ties all messages of one audit together: the local part of every address it is mailed to.</summary>
/// <remarks>Any UUID is a token; nobody registers it. Case does not matter, since senders may change it.</remarks>
public readonly record struct AuditToken(Guid Value)
{
    public static AuditToken New() => new(Guid.NewGuid());

    /// <summary>Reads the 36-character form with hyphens; every other form is no token.</summary>
    public static bool TryParse(string? text, out AuditToken token)
    {
        token = default;
        // The parser passes over spaces around it.
        if (text is not { Length: 36 } || !Guid.TryParseExact(text, "D", out var value))
        {
            return false;
        }

        token = new AuditToken(value);
        return true;
    }

    public override string ToString() => Value.ToString("D");
}
