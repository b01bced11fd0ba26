using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Cryptography;
using MtaStsAudit.Collector.Tests.Milter;
using MtaStsAudit.Collector.TlsReports.Signatures;
using MtaStsAudit.Model.Inbound;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.OpenSsl;

namespace MtaStsAudit.Collector.Tests.TlsReports.Signatures;

/// <summary>A mail with a report, signed as a reporter does, and the key in DNS.</summary>
internal static class SignedMail
{
    public const string Report = """{"organization-name":"sender.example","report-id":"1"}""";
    public const string Selector = "tls.2026";

    // One for all: to make one takes long.
    private static readonly RSA Key = RSA.Create(2048);

    public static string KeyRecord => $"v=DKIM1; k=rsa; s=tlsrpt; p={Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo())}";

    /// <summary>What DNS answers: the key at the signer's name, and nothing elsewhere.</summary>
    public static KeyLookup Dns(string domain = "sender.example", string? record = null, Action<string>? asked = null) => (owner, _) =>
    {
        asked?.Invoke(owner);
        return Task.FromResult(new DnsAnswer<string>(owner == $"{Selector}._domainkey.{domain}" ? [record ?? KeyRecord] : []));
    };

    public static byte[] Octets(
        string from = "tlsrpt@sender.example", string domain = "sender.example",
        DkimCanonicalizationAlgorithm form = DkimCanonicalizationAlgorithm.Relaxed, TimeSpan? expires = null)
    {
        using var mail = new MimeMessage();
        mail.From.Add(MailboxAddress.Parse(from));
        mail.To.Add(MailboxAddress.Parse("tlsrpt@a.audit.test"));
        mail.Subject = $"Report Domain: f.audit.test Submitter: {domain} Report-ID: <735ff.e317+bf22029@{domain}> and so long that it is folded";
        mail.Headers.Add("TLS-Report-Domain", "f.audit.test");
        mail.Headers.Add("TLS-Report-Submitter", domain);
        mail.Body = new Multipart("report")
        {
            new TextPart("plain") { Text = "A report is attached.\r\n\r\nIts lines end  \r\n\tin many ways.\r\n\r\n\r\n" },
            new MimePart("application", "tlsrpt+gzip")
            {
                Content = new MimeContent(new MemoryStream(Gzip.Of(Report))),
                ContentTransferEncoding = ContentEncoding.Base64,
                FileName = $"{domain}!f.audit.test!1767312000!1767398399.json.gz",
            },
        };
        mail.Body.ContentType.Parameters["report-type"] = "tlsrpt";
        var signer = new DkimSigner(PrivateKey(), domain, Selector)
        {
            HeaderCanonicalizationAlgorithm = form,
            BodyCanonicalizationAlgorithm = form,
            SignaturesExpireAfter = expires,
        };
        mail.Prepare(EncodingConstraint.SevenBit);
        signer.Sign(mail, [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.ContentType]);
        using var octets = new MemoryStream();
        mail.WriteTo(Dos, octets);
        return octets.ToArray();
    }

    /// <summary>The mail as Postfix hands it over: each header's value as it is, its lines separated by LF, then the body in pieces.</summary>
    public static IEnumerable<byte[]> OverMilter(byte[] mail, string recipient = "tlsrpt@a.audit.test")
    {
        var text = Encoding.Latin1.GetString(mail);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        yield return MilterTalk.Text('M', "<tlsrpt@sender.example>");
        yield return MilterTalk.Text('R', $"<{recipient}>");
        foreach (var header in text[..end].Replace("\r\n ", "\n ", StringComparison.Ordinal).Replace("\r\n\t", "\n\t", StringComparison.Ordinal).Split("\r\n"))
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            yield return MilterTalk.Text('L', header[..colon], header[(colon + 1)..]);
        }

        yield return MilterTalk.Frame('N');
        foreach (var piece in mail[(end + 4)..].Chunk(100))
        {
            yield return MilterTalk.Frame('B', piece);
        }

        yield return MilterTalk.Macros('E', "i", "4Q");
        yield return MilterTalk.Frame('E');
    }

    private static FormatOptions Dos
    {
        get
        {
            var options = FormatOptions.Default.Clone();
            options.NewLineFormat = NewLineFormat.Dos;
            return options;
        }
    }

    private static AsymmetricKeyParameter PrivateKey()
    {
        using var pem = new StringReader(Key.ExportRSAPrivateKeyPem());
        using var reader = new PemReader(pem);
        return ((AsymmetricCipherKeyPair)reader.ReadObject()).Private;
    }
}
