namespace MtaStsAudit.Acme.ChallengeDns;

/// <summary>The DigitalOcean API refused, in its own words and with what may be done, or did not answer.</summary>
/// <param name="status">The HTTP status; 0 without an answer.</param>
internal sealed class DigitalOceanException(string message, int status) : Exception(message)
{
    public int Status { get; } = status;
}
