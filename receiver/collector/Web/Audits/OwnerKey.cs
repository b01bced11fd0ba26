using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>The key that makes its holder the owner of an audit. The store has its digest only; a browser keeps it in a cookie.</summary>
internal static class OwnerKey
{
    private const string Cookie = "audit-owner";
    private const int Octets = 32;

    /// <summary>How long a browser keeps it, from the making or the entering on.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Octets));

    public static string DigestOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>
    /// Hands the key to the browser, for this audit's addresses only. Lax: whoever follows a link from a mail or another site is the owner
    /// still. What changes something is a POST, which brings the cookie from this site's own pages only; <see cref="SameOrigin"/> stands behind that.
    /// </summary>
    public static void Give(HttpResponse response, AuditToken token, string key) => response.Cookies.Append(Cookie, key, new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = KeptFor,
        Path = $"/audits/{token}",
        SameSite = SameSiteMode.Lax,
        Secure = response.HttpContext.Request.IsHttps,
    });

    /// <summary>Has the browser forget the key.</summary>
    public static void Take(HttpResponse response, AuditToken token) => response.Cookies.Delete(Cookie, new CookieOptions { Path = $"/audits/{token}" });

    /// <summary>The key that came with a request, if it is the owner's; else null.</summary>
    public static string? Of(HttpRequest request, AuditStanding standing) =>
        request.Cookies[Cookie] is { } key && Opens(key, standing) ? key : null;

    public static bool Opens(string key, AuditStanding standing) =>
        standing.OwnerKeySha256 is { } expected
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(DigestOf(key)), Encoding.ASCII.GetBytes(expected));
}
