using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using MtaStsAudit.Acme.Certificates;

namespace MtaStsAudit.Acme.Orders;

/// <summary>Asks authorities when they would have a certificate renewed (ARI, RFC 9773).</summary>
/// <remarks>Its answer makes a renewal earlier and never later. An authority that gives none, or not in time, changes nothing.</remarks>
internal sealed class RenewalAdvice(Network network)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Uri, Task<Uri?>> resources = [];

    /// <summary>Where renewal information is asked for: the directory's <c>renewalInfo</c>; null where there is none.</summary>
    public Task<Uri?> ResourceAsync(Uri directory) => resources.GetOrAdd(directory, FindAsync);

    /// <returns>Null when the authority says nothing.</returns>
    public async Task<RenewalInformation?> AskAsync(Uri directory, IssuedCertificate certificate)
    {
        if (IdOf(certificate) is not { } id || await ResourceAsync(directory).ConfigureAwait(false) is not { } resource)
        {
            return null;
        }

        return await GetAsync(new Uri($"{resource.AbsoluteUri.TrimEnd('/')}/{id}")).ConfigureAwait(false) is { } answer ? RenewalInformation.Read(answer) : null;
    }

    public static string? IdOf(IssuedCertificate certificate)
    {
        try
        {
            using var x509 = X509Certificate2.CreateFromPem(certificate.CertificatePem);
            return RenewalInformation.IdOf(x509);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private async Task<Uri?> FindAsync(Uri directory)
    {
        if (await GetAsync(directory).ConfigureAwait(false) is not { } text)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.TryGetProperty("renewalInfo", out var url) && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var resource) ? resource : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<string?> GetAsync(Uri url)
    {
        using var http = new HttpClient(network.Transport, disposeHandler: false) { Timeout = Limit };
        try
        {
            return await http.GetStringAsync(url).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }
}
