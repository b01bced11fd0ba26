namespace MtaStsAudit.Resources;

/// <summary>The provider plugin's name and its resources' type tokens; Pulumi.yaml names the plugin the same.</summary>
public static class ProviderPackage
{
    // Not "acme": when the entry in Pulumi.yaml is missing, the engine would fetch another publisher's plugin of that name.
    public const string Name = "mta-sts-audit-acme";

    public const string AccountKey = Name + ":index:AccountKey";
    public const string Certificate = Name + ":index:Certificate";
    public const string UntrustedCertificate = Name + ":index:UntrustedCertificate";
    public const string SelfSignedCertificate = Name + ":index:SelfSignedCertificate";
    public const string SshHostKey = Name + ":index:SshHostKey";
    public const string SshUserKey = Name + ":index:SshUserKey";
    public const string GeneratedSecret = Name + ":index:GeneratedSecret";
}
