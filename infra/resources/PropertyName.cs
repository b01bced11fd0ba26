namespace MtaStsAudit.Resources;

/// <summary>Names of inputs and outputs, as they stand in the stack's state and in messages.</summary>
public static class PropertyName
{
    public const string AccountKeyPem = "accountKeyPem";
    public const string AccountUrl = "accountUrl";
    public const string AuthoritativeServers = "authoritativeServers";
    public const string CaCertificatePem = "caCertificatePem";
    public const string CaPrivateKeyPem = "caPrivateKeyPem";
    public const string CertificatePem = "certificatePem";
    public const string Contact = "contact";
    public const string DigitalOceanEndpoint = "digitalOceanEndpoint";
    public const string DigitalOceanToken = "digitalOceanToken";
    public const string Directory = "directory";
    public const string Fingerprint = "fingerprint";
    public const string FullChainPem = "fullChainPem";
    public const string LifetimeDays = "lifetimeDays";
    public const string Names = "names";
    public const string NotAfter = "notAfter";
    public const string NotBefore = "notBefore";
    public const string PrivateKeyPem = "privateKeyPem";
    public const string Profile = "profile";
    public const string PropagationTimeoutSeconds = "propagationTimeoutSeconds";
    public const string PublicKey = "publicKey";
    public const string RenewAfterFraction = "renewAfterFraction";
    public const string RenewAt = "renewAt";
    public const string RevokeOnDelete = "revokeOnDelete";
    public const string SerialNumber = "serialNumber";
    public const string Value = "value";
    public const string Zone = "zone";
}
