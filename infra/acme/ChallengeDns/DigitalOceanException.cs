namespace MtaStsAudit.Acme.ChallengeDns;

/// <summary>The DigitalOcean API refused, in its own words and with what may be done.</summary>
internal sealed class DigitalOceanException(string message, int status) : Exception(message)
{
    public int Status { get; } = status;
}
