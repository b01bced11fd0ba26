using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace MtaStsAudit.Acme.Orders;

/// <summary>When an authority would have a certificate renewed (RFC 9773 §4.2): soon, where it is about to revoke it.</summary>
/// <param name="Explanation">A page that says why; null where the authority names none.</param>
internal sealed record RenewalInformation(DateTimeOffset Start, DateTimeOffset End, Uri? Explanation)
{
    /// <summary>
    /// The time in the window at which a certificate is renewed. RFC 9773 §4.2 wants it random, so that not all come at once; it follows
    /// from the serial number, so that preview and update say the same.
    /// </summary>
    public DateTimeOffset TimeFor(string serialNumber)
    {
        var share = SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(serialNumber))[0] / 256.0;
        return Start + TimeSpan.FromSeconds(Math.Floor((End - Start).TotalSeconds * share));
    }

    /// <summary>The certificate's identifier (RFC 9773 §4.1); null for one that does not name its issuer's key.</summary>
    public static string? IdOf(X509Certificate2 certificate)
    {
        if (certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier is not { } issuer)
        {
            return null;
        }

        // The contents of the DER encoding: an octet of zero before a first bit that would say "negative".
        var serial = certificate.SerialNumberBytes.ToArray();
        byte[] contents = serial is [>= 0x80, ..] ? [0, .. serial] : serial;
        return $"{Base64Url.EncodeToString(issuer.Span)}.{Base64Url.EncodeToString(contents)}";
    }

    /// <returns>Null for what is no such object, or has a window that ends before it begins.</returns>
    public static RenewalInformation? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var window = document.RootElement.GetProperty("suggestedWindow");
            var (start, end) = (window.GetProperty("start").GetDateTimeOffset(), window.GetProperty("end").GetDateTimeOffset());
            var explanation = document.RootElement.TryGetProperty("explanationURL", out var text) && Uri.TryCreate(text.GetString(), UriKind.Absolute, out var url) ? url : null;
            return end < start ? null : new(start, end, explanation);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
