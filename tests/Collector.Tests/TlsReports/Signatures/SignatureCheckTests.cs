using System.Text;
using FsCheck.Xunit;
using MimeKit.Cryptography;
using MtaStsAudit.Collector.Milter;
using MtaStsAudit.Collector.Tests.Milter;
using MtaStsAudit.Collector.TlsReports;
using MtaStsAudit.Collector.TlsReports.Signatures;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Inbound;

namespace MtaStsAudit.Collector.Tests.TlsReports.Signatures;

public sealed class SignatureCheckTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    [Theory]
    [InlineData(DkimCanonicalizationAlgorithm.Relaxed)]
    [InlineData(DkimCanonicalizationAlgorithm.Simple)]
    public async Task A_signature_is_valid_after_the_way_through_Postfix_and_the_milter(DkimCanonicalizationAlgorithm form)
    {
        var sent = SignedMail.Octets(form: form);
        var kept = AfterMilter(sent);

        Assert.Equal(Encoding.Latin1.GetString(sent), Encoding.Latin1.GetString(kept.Span));
        Assert.Equal((SignatureResult.Valid, "sender.example"), await CheckAsync(kept, SignedMail.Dns()));
        Assert.Equal(SignedMail.Report, Assert.Single(TlsReportMail.Read(kept)).Text);
    }

    [Theory]
    [InlineData("tlsrpt@sender.example", "sender.example", true)]
    [InlineData("tlsrpt@mail.sender.example", "sender.example", true)]
    [InlineData("tlsrpt@SENDER.example", "sender.example", true)]
    [InlineData("tlsrpt@sender.example", "mail.sender.example", false)]
    [InlineData("tlsrpt@sender.example", "other.example", false)]
    [InlineData("tlsrpt@notsender.example", "sender.example", false)]
    [InlineData("tlsrpt@sender.example", "example", false)]
    [InlineData("tlsrpt@sender.co.uk", "co.uk", false)]
    public async Task The_signature_has_to_be_of_the_domain_that_the_mail_is_from(string from, string domain, bool isOf)
    {
        var (result, signer) = await CheckAsync(SignedMail.Octets(from, domain), SignedMail.Dns(domain));

        Assert.Equal(isOf ? (SignatureResult.Valid, domain) : (SignatureResult.Invalid, null), (result, signer));
    }

    [Fact]
    public async Task A_mail_without_a_signature_is_unsigned_and_asks_DNS_for_nothing()
    {
        KeyLookup silent = (_, _) => throw new InvalidOperationException("DNS was asked.");

        Assert.Equal((SignatureResult.Unsigned, null), await CheckAsync("From: a@sender.example\r\n\r\n{}"u8.ToArray(), silent));
        Assert.Equal((SignatureResult.Unsigned, null), await CheckAsync(default, silent));
    }

    [Theory]
    [InlineData("A report is attached", "Another is attached")]
    [InlineData("Subject: Report Domain: f.", "Subject: Report Domain: b.")]
    [InlineData("From: tlsrpt@", "From: tlsrqt@")]
    [InlineData("From: tlsrpt@", "From: other@sender.example\r\nFrom: tlsrpt@")]
    [InlineData("bh=", "bh=AAAA")]
    [InlineData("bh=", "l=10; bh=")]
    [InlineData("a=rsa-sha256", "a=rsa-sha1")]
    [InlineData("a=rsa-sha256", "a=none")]
    [InlineData("s=tls.2026", "s=..")]
    [InlineData("s=tls.2026", "s=other")]
    public async Task What_was_changed_or_cannot_be_used_is_not_valid(string from, string to)
    {
        var text = Encoding.Latin1.GetString(SignedMail.Octets());
        Assert.Contains(from, text, StringComparison.Ordinal);
        var at = text.IndexOf(from, StringComparison.Ordinal);

        Assert.Equal((SignatureResult.Invalid, null), await CheckAsync(Encoding.Latin1.GetBytes(text.Remove(at, from.Length).Insert(at, to)), SignedMail.Dns()));
    }

    [Theory]
    [InlineData("v=DKIM1; p=")]
    [InlineData("v=DKIM1; k=rsa; p=AAAA")]
    [InlineData("v=DKIM1; k=rsa; p=not base64")]
    [InlineData("hello")]
    public async Task A_key_that_is_none_makes_no_signature_valid(string record) =>
        Assert.Equal((SignatureResult.Invalid, null), await CheckAsync(SignedMail.Octets(), SignedMail.Dns(record: record)));

    [Fact]
    public async Task A_key_for_tests_makes_no_signature_valid() =>
        Assert.Equal((SignatureResult.Invalid, null), await CheckAsync(SignedMail.Octets(), SignedMail.Dns(record: SignedMail.KeyRecord + "; t=s:y")));

    [Fact]
    public async Task A_signature_that_had_expired_when_the_mail_came_is_not_valid()
    {
        var octets = SignedMail.Octets(expires: TimeSpan.FromDays(1));

        Assert.Equal(SignatureResult.Valid, (await new SignatureCheck(SignedMail.Dns()).CheckAsync(octets, Now, Cancelled)).Result);
        Assert.Equal(SignatureResult.Invalid, (await new SignatureCheck(SignedMail.Dns()).CheckAsync(octets, Now.AddDays(2), Cancelled)).Result);
    }

    [Fact]
    public async Task When_DNS_fails_a_signature_is_neither_valid_nor_invalid()
    {
        KeyLookup failing = (_, _) => Task.FromResult(new DnsAnswer<string>([], "the resolver did not answer in time"));
        var signature = await new SignatureCheck(failing).CheckAsync(SignedMail.Octets(), Now, Cancelled);

        Assert.Equal(SignatureResult.NotChecked, signature.Result);
        Assert.Contains("did not answer in time", signature.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_signatures_a_few_are_looked_up()
    {
        var asked = new List<string>();
        var text = Encoding.Latin1.GetString(SignedMail.Octets());
        var signature = text[..(text.IndexOf("\r\nFrom:", StringComparison.Ordinal) + 2)];
        Assert.StartsWith("DKIM-Signature:", signature, StringComparison.Ordinal);
        var many = string.Concat(Enumerable.Range(0, 50).Select(number => signature.Replace(SignedMail.Selector, $"k{number}", StringComparison.Ordinal)));

        Assert.Equal(SignatureResult.Invalid, (await CheckAsync(Encoding.Latin1.GetBytes(many + text), SignedMail.Dns(asked: asked.Add))).Result);
        Assert.InRange(asked.Count, 1, 3);
    }

    [Property]
    public void Any_octets_are_answered_without_an_exception(byte[] octets)
    {
        var answer = new SignatureCheck(SignedMail.Dns()).CheckAsync((byte[])[.. "From: a@sender.example\r\nDKIM-Signature: v=1; d=sender.example; s=tls.2026; "u8, .. octets], Now, Cancelled);

        Assert.NotEqual(SignatureResult.Valid, answer.GetAwaiter().GetResult().Result);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task<(SignatureResult Result, string? Signer)> CheckAsync(ReadOnlyMemory<byte> octets, KeyLookup lookup)
    {
        var signature = await new SignatureCheck(lookup).CheckAsync(octets, Now, Cancelled);
        return (signature.Result, signature.Domain);
    }

    private static ReadOnlyMemory<byte> AfterMilter(byte[] octets)
    {
        var session = new MilterSession(TextRoom.Usual(), DateTimeOffset.UnixEpoch);
        var steps = MilterTalk.Greeting().Concat(SignedMail.OverMilter(octets)).Select(frame => session.Take(MilterTalk.Read(frame))).ToList();
        return Assert.IsType<MilterStep.Accept>(steps[^1]).Content;
    }
}
