namespace MtaStsAudit.Collector.Web.Layout;

/// <summary>What can become of a message on its way, one for each kind of outcome.</summary>
public enum PathScene
{
    DeliveredOverTls,
    RefusedWithoutTls,
    DeliveredWithoutTls,
    RefusedUntrusted,
    DeliveredUntrusted,
    ClearTextAllowed,
    RefusedWithoutPolicy,
}

/// <summary>How a scene is drawn.</summary>
/// <param name="Policy">What the policy host has to say; null: there is none.</param>
/// <param name="Line">What is spoken on the line.</param>
/// <param name="Attacker">What whoever sits in the middle gets.</param>
/// <param name="Passes">Whether the message reaches the other end.</param>
/// <param name="IsGood">Whether that is what the sender should do.</param>
/// <param name="Description">The picture in a sentence, for those who do not see it.</param>
internal sealed record PathDrawing(string? Policy, string Line, string Attacker, bool Passes, bool IsGood, string Description)
{
    private const string Enforce = "mode: enforce";

    public static PathDrawing Of(PathScene scene) => scene switch
    {
        PathScene.DeliveredOverTls => new(Enforce, "TLS, trusted", "sees noise", true, true,
            "The sender reads the policy and delivers over TLS to a receiver with a trusted certificate. Whoever is in the middle sees noise."),
        PathScene.RefusedWithoutTls => new(Enforce, "no STARTTLS", "gets nothing", false, true,
            "The sender reads the policy, is offered no STARTTLS, and keeps the message. Whoever is in the middle gets nothing."),
        PathScene.DeliveredWithoutTls => new(Enforce, "no STARTTLS", "reads it all", true, false,
            "Although the policy says enforce, the sender delivers in clear text. Whoever is in the middle reads it all."),
        PathScene.RefusedUntrusted => new(Enforce, "TLS, not trusted", "gets nothing", false, true,
            "The sender reads the policy, is shown a certificate that nobody trusts, and keeps the message. Whoever is in the middle gets nothing."),
        PathScene.DeliveredUntrusted => new(Enforce, "TLS, not trusted", "reads it all", true, false,
            "Although the policy says enforce, the sender delivers over TLS to a certificate that nobody trusts. It may be the attacker’s: whoever is in the middle reads it all."),
        PathScene.ClearTextAllowed => new(null, "no STARTTLS", "reads it all", true, true,
            "There is no policy, so the sender delivers in clear text, as it may. Whoever is in the middle reads it all."),
        PathScene.RefusedWithoutPolicy => new(null, "no STARTTLS", "gets nothing", false, false,
            "There is no policy, and the sender keeps the message all the same: it insists on TLS everywhere."),
    };
}
