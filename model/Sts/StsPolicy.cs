using System.Globalization;
using System.Text;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Sts;

/// <summary>An MTA-STS policy, RFC 8461 §3.2.</summary>
/// <param name="MaxAge">How long a sender may keep it; whole seconds, at most <see cref="LongestMaxAge"/>.</param>
public sealed record StsPolicy(StsMode Mode, IReadOnlyList<MxPattern> Mx, TimeSpan MaxAge)
{
    // RFC 8461 §3.2: the largest max_age, about one year.
    public static TimeSpan LongestMaxAge { get; } = TimeSpan.FromSeconds(31_557_600);

    public bool Covers(DomainName mxHost) => Mx.Any(pattern => pattern.Matches(mxHost));

    /// <summary>The text as a policy host serves it. Its lines end in CRLF.</summary>
    public string Print()
    {
        var text = new StringBuilder("version: STSv1\r\n");
        text.Append(CultureInfo.InvariantCulture, $"mode: {NameOf(Mode)}\r\n");
        foreach (var pattern in Mx)
        {
            text.Append(CultureInfo.InvariantCulture, $"mx: {pattern}\r\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"max_age: {MaxAge.TotalSeconds:0}\r\n").ToString();
    }

    internal static string NameOf(StsMode mode) => mode switch
    {
        StsMode.Enforce => "enforce",
        StsMode.Testing => "testing",
        StsMode.None => "none",
    };
}
