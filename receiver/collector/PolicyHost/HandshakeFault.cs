using System.Globalization;
using System.Text.RegularExpressions;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.PolicyHost;

/// <summary>Reads out of an exception why a handshake failed. .NET passes OpenSSL's own words on, at the bottom of it.</summary>
internal static partial class HandshakeFault
{
    private const int LongestReason = 200;

    // OpenSSL's reason for an alert of the client is its number and this (SSL_AD_REASON_OFFSET).
    private const int AlertOffset = 1000;

    // An error code of OpenSSL 3 has its reason in the lowest 23 bits.
    private const int ReasonBits = 0x7FFFFF;

    public static TlsFailure Read(Exception fault)
    {
        for (var at = fault; at is not null; at = at.InnerException)
        {
            if (OpenSslError().Match(at.Message) is { Success: true } error)
            {
                var code = int.Parse(error.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & ReasonBits;
                return new TlsFailure(code is > AlertOffset and <= AlertOffset + byte.MaxValue ? code - AlertOffset : null, Shortened(error.Groups["words"].Value));
            }
        }

        return new TlsFailure(null, fault switch
        {
            OperationCanceledException => "the handshake took too long",
            IOException => "the client closed the connection within the handshake",
            // The framework's own words tell an auditor nothing, and may be others tomorrow.
            _ => "the handshake failed, and TLS does not say why",
        });
    }

    private static string Shortened(string text) => text.Length <= LongestReason ? text : text[..LongestReason];

    // "error:0A000418:SSL routines::tlsv1 alert unknown ca"
    [GeneratedRegex("error:(?<code>[0-9A-Fa-f]{8}):[^:]*:[^:]*:(?<words>.+)")]
    private static partial Regex OpenSslError();
}
