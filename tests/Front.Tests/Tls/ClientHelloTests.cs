using System.Net.Security;
using System.Security.Authentication;
using MtaStsAudit.Front.Tests.Running;
using MtaStsAudit.Front.Tls;

namespace MtaStsAudit.Front.Tests.Tls;

public sealed class ClientHelloTests
{
    private const SslProtocols Tls12 = SslProtocols.Tls12;
    private const SslProtocols Tls13 = SslProtocols.Tls13;

    public static TheoryData<SslProtocols, string?, string[], Cut> Real()
    {
        var data = new TheoryData<SslProtocols, string?, string[], Cut>();
        foreach (var protocols in (SslProtocols[])[Tls12, Tls13, Tls12 | Tls13])
        {
            foreach (var name in (string?[])["mx.starttls.audit.example", null])
            {
                foreach (var cut in Enum.GetValues<Cut>())
                {
                    data.Add(protocols, name, [], cut);
                    data.Add(protocols, name, ["smtp", "h2"], cut);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Real))]
    public async Task What_a_client_offers_is_read(SslProtocols protocols, string? name, string[] alpn, Cut cut)
    {
        var octets = await RecordedHello.OfAsync(new SslClientAuthenticationOptions
        {
            TargetHost = name ?? "",
            EnabledSslProtocols = protocols,
            ApplicationProtocols = alpn.Length == 0 ? null : [.. alpn.Select(protocol => new SslApplicationProtocol(protocol))],
        });
        var watch = new ClientHelloWatch();
        foreach (var piece in Cuts.Of(cut, octets))
        {
            Assert.False(watch.IsOver);
            watch.Take(piece.Span);
        }

        Assert.True(watch.IsOver);
        var hello = watch.Hello!;
        Assert.Equal("TLSv1.2", hello.LegacyVersion);
        Assert.Equal(Offered(protocols), hello.Versions.Count == 0 ? [hello.LegacyVersion] : hello.Versions);
        Assert.Equal(name, hello.ServerName);
        Assert.Equal(alpn, hello.Alpn);
        Assert.Contains("secp256r1", hello.Groups);
        Assert.InRange(hello.CipherSuites, 1, 100);
        // One record around it.
        Assert.Equal(octets.Length - 5, hello.Octets);
    }

    [Fact]
    public async Task A_ClientHello_in_many_records_is_read()
    {
        var octets = await RecordedHello.OfAsync(new SslClientAuthenticationOptions { TargetHost = "mx.example" });
        byte[] records = [.. octets.Skip(5).Chunk(3).SelectMany(part => (byte[])[22, 3, 1, 0, (byte)part.Length, .. part])];
        var watch = new ClientHelloWatch();
        foreach (var octet in records)
        {
            watch.Take([octet]);
        }

        Assert.Equal("mx.example", watch.Hello?.ServerName);
        Assert.Equal(octets.Length - 5, watch.Hello?.Octets);
    }

    [Fact]
    public void Values_that_mean_nothing_are_left_out()
    {
        var hello = ClientHelloParser.Parse(HandMade.Hello(
            suites: [0x3A3A, 0x1301, 0xC02F],
            (0x1A1A, []),
            (10, [0, 6, 0x2A, 0x2A, 0x11, 0xEC, 0, 0x1D]),
            (16, [0, 8, 2, 0x4A, 0x4A, 4, .. "smtp"u8]),
            (43, [4, 0x5A, 0x5A, 3, 4]))).Value!;

        Assert.Equal(2, hello.CipherSuites);
        Assert.Equal(["X25519MLKEM768", "x25519"], hello.Groups);
        Assert.Equal(["smtp"], hello.Alpn);
        Assert.Equal(["TLSv1.3"], hello.Versions);
    }

    [Fact]
    public void A_ClientHello_of_old_has_no_extensions()
    {
        var hello = ClientHelloParser.Parse(HandMade.Hello(suites: [0x002F])).Value!;

        Assert.Equal(("TLSv1.2", 1), (hello.LegacyVersion, hello.CipherSuites));
        Assert.Empty(hello.Versions);
    }

    [Theory]
    [InlineData(0, new byte[] { 0, 3, 0, 0, 9 }, "has an extension 0 that is none")]
    [InlineData(0, new byte[] { 0, 4, 0, 0, 1, 10 }, "has an extension 0 that is none")]
    [InlineData(10, new byte[] { 0, 3, 0, 29, 0 }, "has an extension 10 that is none")]
    [InlineData(16, new byte[] { 0, 2, 9, 1 }, "has an extension 16 that is none")]
    [InlineData(43, new byte[] { 9 }, "has an extension 43 that is none")]
    public void An_extension_that_is_cut_is_told(int kind, byte[] content, string reason) =>
        Assert.Equal(reason, ClientHelloParser.Parse(HandMade.Hello([0x1301], (kind, content))).Error);

    [Theory]
    [InlineData("EHLO sender.example\r\n")]
    [InlineData("\x15\x03\x01\0\x02\x02\x28")]
    [InlineData("\x80\x2e\x01\x03\x01")]
    [InlineData("\x16\x03\x01\0\0")]
    [InlineData("\x16\x03\x01\x40\x01")]
    [InlineData("\x16\x02\x01\0\x05")]
    [InlineData("\x16\x03\x01\0\x04\x02\0\0\0")]
    public void What_is_no_ClientHello_is_over_at_once(string octets)
    {
        var watch = new ClientHelloWatch();
        watch.Take(System.Text.Encoding.Latin1.GetBytes(octets));

        Assert.True(watch.IsOver);
        Assert.Null(watch.Hello);
    }

    [Fact]
    public void A_ClientHello_without_end_is_over_at_16_KiB()
    {
        var watch = new ClientHelloWatch();
        watch.Take([22, 3, 1, 0x40, 0, 1, 0xFF, 0xFF, 0xFF, .. new byte[ClientHelloWatch.Longest - 10]]);
        Assert.False(watch.IsOver);
        watch.Take([0, 0]);

        Assert.True(watch.IsOver);
        Assert.Null(watch.Hello);
    }

    [Fact]
    public async Task A_ClientHello_that_is_cut_or_spoilt_anywhere_is_read_or_refused()
    {
        var octets = await RecordedHello.OfAsync(new SslClientAuthenticationOptions { TargetHost = "mx.example" });
        var random = new Random(1);
        for (var length = 0; length < octets.Length; length++)
        {
            Assert.Equal(RecordStatus.Incomplete, HandshakeRecords.TryRead(octets.AsSpan(0, length), out _));
            Assert.False(ClientHelloParser.Parse(octets.AsSpan(5, Math.Max(0, length - 5))).IsValid);
            byte[] spoilt = [.. octets];
            spoilt[length] = (byte)random.Next(256);
            new ClientHelloWatch().Take(spoilt);
        }
    }

    private static string[] Offered(SslProtocols protocols) =>
        [.. new[] { (Tls13, "TLSv1.3"), (Tls12, "TLSv1.2") }.Where(version => protocols.HasFlag(version.Item1)).Select(version => version.Item2)];
}
