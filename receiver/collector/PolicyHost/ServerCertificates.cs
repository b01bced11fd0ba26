using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.PolicyHost;

/// <summary>
/// The certificates by server name, read from a folder that holds one folder a certificate. Renewed files are noticed at the
/// next handshake, at most once a second; a file that cannot be used, half written say, leaves the old one in use.
/// </summary>
/// <param name="serves">The names that are answered for at all.</param>
internal sealed partial class ServerCertificates(
    string folder, IReadOnlySet<string> serves, TimeProvider time, ILogger<ServerCertificates> logger)
{
    private static readonly TimeSpan CheckAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Lock reading = new();
    private readonly Dictionary<string, string> contentByFolder = [];
    private volatile Dictionary<string, SslStreamCertificateContext> byName = [];
    private long checkedAt = long.MinValue;

    /// <summary>Null for a name that is not served, or whose certificate is missing.</summary>
    public SslStreamCertificateContext? Find(string? serverName)
    {
        if (!DomainName.TryParse(serverName, out var name) || !serves.Contains(name.Value))
        {
            return null;
        }

        Refresh();
        return byName.GetValueOrDefault(name.Value);
    }

    private void Refresh()
    {
        lock (reading)
        {
            var now = time.GetTimestamp();
            if (checkedAt != long.MinValue && time.GetElapsedTime(checkedAt, now) < CheckAgainAfter)
            {
                return;
            }

            checkedAt = now;
            if (Directory.Exists(folder))
            {
                foreach (var one in Directory.EnumerateDirectories(folder))
                {
                    ReadIfChanged(one);
                }
            }
        }
    }

    private void ReadIfChanged(string one)
    {
        try
        {
            var file = Path.Combine(one, IssuedCertificate.FileName);
            if (!File.Exists(file))
            {
                return;
            }

            var pem = File.ReadAllText(file);
            var content = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(pem)));
            if (contentByFolder.GetValueOrDefault(one) == content)
            {
                return;
            }

            Use(pem, Path.GetFileName(one));
            contentByFolder[one] = content;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            Log.NotUsable(logger, one, fault.Message);
        }
    }

    private void Use(string file, string folderName)
    {
        // The key goes through PKCS #12 because SslStream takes no ephemeral keys on some systems.
        using var pem = X509Certificate2.CreateFromPem(file, file);
        var leaf = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), password: null);
        var intermediates = new X509Certificate2Collection();
        intermediates.ImportFromPem(file);
        intermediates.RemoveAt(0);
        var context = SslStreamCertificateContext.Create(leaf, intermediates, offline: true);
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames());
        var next = new Dictionary<string, SslStreamCertificateContext>(byName);
        // The folder has the name of the host: a certificate that is wrong on purpose does not.
        foreach (var name in names.Append(folderName).Select(AsciiName.Of).OfType<string>().Where(serves.Contains))
        {
            next[name] = context;
        }

        byName = next;
        Log.InUse(logger, leaf.Subject, leaf.NotAfter);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Certificate {Subject} is in use until {NotAfter:u}")]
        public static partial void InUse(ILogger logger, string subject, DateTime notAfter);

        [LoggerMessage(LogLevel.Warning, "The certificate in {Folder} is not usable: {Reason}")]
        public static partial void NotUsable(ILogger logger, string folder, string reason);
    }
}
