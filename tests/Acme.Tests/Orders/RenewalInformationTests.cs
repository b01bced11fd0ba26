using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Acme.Orders;

namespace MtaStsAudit.Acme.Tests.Orders;

public sealed class RenewalInformationTests
{
    [Fact]
    public void The_identifier_is_that_of_the_RFCs_example()
    {
        // The identifier of RFC 9773 §4.1.
        using var certificate = With("69885B6B87464041E1B37B847BA0AE2CDE01C8D4", "0087654321");

        Assert.Equal("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE", RenewalInformation.IdOf(certificate));
    }

    [Fact]
    public void A_certificate_that_does_not_name_its_issuers_key_has_none()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));

        Assert.Null(RenewalInformation.IdOf(certificate));
    }

    [Fact]
    public void The_time_is_within_the_window_and_differs_from_certificate_to_certificate()
    {
        var information = RenewalInformation.Read("""{ "suggestedWindow": { "start": "2026-03-01T00:00:00Z", "end": "2026-03-03T00:00:00Z" }, "explanationURL": "https://acme.example/docs/ari" }""")!;
        var times = Enumerable.Range(0, 200).Select(number => information.TimeFor(number.ToString("x8", CultureInfo.InvariantCulture))).ToList();

        Assert.All(times, time => Assert.InRange(time, information.Start, information.End));
        Assert.True(times.Distinct().Count() > 50);
        Assert.Equal(information.TimeFor("01"), information.TimeFor("01"));
        Assert.Equal(new Uri("https://acme.example/docs/ari"), information.Explanation);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "suggestedWindow": 1 }""")]
    [InlineData("""{ "suggestedWindow": { "start": "soon", "end": "2026-03-03T00:00:00Z" } }""")]
    [InlineData("""{ "suggestedWindow": { "start": "2026-03-03T00:00:00Z", "end": "2026-03-01T00:00:00Z" } }""")]
    public void What_is_no_such_object_is_no_advice(string json) => Assert.Null(RenewalInformation.Read(json));

    private static X509Certificate2 With(string authorityKey, string serial)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(Convert.FromHexString(authorityKey)));
        return request.Create(
            new X500DistinguishedName("CN=issuer"), X509SignatureGenerator.CreateForECDsa(key), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), Convert.FromHexString(serial));
    }
}
