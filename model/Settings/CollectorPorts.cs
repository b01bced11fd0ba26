namespace MtaStsAudit.Model.Settings;

/// <summary>The TCP ports the collector listens on.</summary>
public static class CollectorPorts
{
    public const int Milter = 8891;
    public const int LogIntake = 2514;
    public const int Http = 8080;
    public const int Https = 443;
}
