using FsCheck.Xunit;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Tests.Names;

public sealed class MailDomainTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData(" Example.COM. ", "example.com")]
    [InlineData("postmaster@example.com", "example.com")]
    [InlineData("@example.com", "example.com")]
    [InlineData("Post Master <postmaster@example.com>", "example.com")]
    [InlineData("<postmaster@example.com>", "example.com")]
    [InlineData("mailto:postmaster@example.com?subject=x", "example.com")]
    [InlineData("\"a@b\"@example.com", "example.com")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("Bücher.Example", "xn--bcher-kva.example")]
    [InlineData("info@bücher.example", "xn--bcher-kva.example")]
    [InlineData("straße.example", "xn--strae-oqa.example")]
    [InlineData("例え.テスト", "xn--r8jz45g.xn--zckzah")]
    [InlineData("例え。テスト", "xn--r8jz45g.xn--zckzah")]
    [InlineData("пример.испытание", "xn--e1afmkfd.xn--80akhbyknj4f")]
    [InlineData("παράδειγμα.δοκιμή", "xn--hxajbheg2az3al.xn--jxalpdlp")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    public void An_address_and_an_international_name_are_understood(string text, string expected)
    {
        Assert.True(MailDomain.TryParse(text, out var domain, out var error), error);
        Assert.Equal(expected, domain.Value);
    }

    [Theory]
    [InlineData("https://example.com/", "such as example.com")]
    [InlineData("http://www.example.com/a?b", "that is a URL")]
    [InlineData("https://mta-sts.example.com/.well-known/mta-sts.txt", "such as example.com")]
    [InlineData("example.com/contact", "such as example.com")]
    [InlineData("example.com:25", "such as example.com")]
    [InlineData("_mta-sts.example.com", "such as example.com")]
    [InlineData("_smtp._tls.example.com", "such as example.com")]
    [InlineData("mta-sts.example.com", "such as example.com")]
    [InlineData("203.0.113.56", "is an IP address")]
    [InlineData("postmaster@[203.0.113.56]", "an address literal")]
    [InlineData("2001:db8::1", "is an IP address")]
    [InlineData("BÜCHER.example", "the capital 'Ü' (U+00DC)")]
    [InlineData("bu\u0308cher.example", "a mark that stands apart from its letter (U+0308)")]
    [InlineData("ｅｘａｍｐｌｅ.com", "U+FF45")]
    [InlineData("\u1112\u1161\u11ab.example", "U+1112")]
    [InlineData("a\u200db.example", "U+200D")]
    [InlineData("\ud83d\ude00.example", "ASCII form")]
    [InlineData("", "1 to 253")]
    [InlineData("not_a_domain", "is not a label")]
    public void What_cannot_be_understood_is_answered_with_what_to_type(string text, string words)
    {
        Assert.False(MailDomain.TryParse(text, out _, out var error));
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Property]
    public bool Any_text_is_answered_with_a_domain_or_a_reason(string? text) => MailDomain.TryParse(text, out _, out var error) == (error is null);

    [Property]
    public bool Any_letters_are_answered_with_a_domain_or_a_reason(char[] letters) => MailDomain.TryParse(new string(letters), out _, out var error) == (error is null);
}
