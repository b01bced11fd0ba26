using System.Globalization;

namespace MtaStsAudit.Collector.PolicyHost;

/// <summary>
/// A name as DNS and TLS have it. .NET shows an international one, of a client's SNI or of a certificate, in its own letters
/// (RFC 5891 §4.4 has the way back).
/// </summary>
internal static class AsciiName
{
    private static readonly IdnMapping Idn = new();

    /// <returns>As it was given where it cannot be turned.</returns>
    public static string? Of(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.All(char.IsAscii))
        {
            return name;
        }

        try
        {
            return Idn.GetAscii(name);
        }
        catch (ArgumentException)
        {
            return name;
        }
    }
}
