using MtaStsAudit.Acme.Plugin;
using MtaStsAudit.Resources;

namespace MtaStsAudit.Acme.Accounts;

/// <summary>The URL that an ACME client starts from (RFC 8555 §7.1.1).</summary>
internal static class DirectoryUrl
{
    // RFC 8555 §6.1: HTTPS only.
    private const string Allowed = "the https URL of an ACME directory, https://acme-v02.api.letsencrypt.org/directory for one";

    public static Uri? Read(InputReader reader) =>
        reader.Text(PropertyName.Directory, Allowed, required: true, text => Parse(text) is not null) is { } text ? Parse(text) : null;

    private static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps ? url : null;
}
