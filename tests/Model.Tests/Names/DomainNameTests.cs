using FsCheck.Xunit;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Tests.Names;

public sealed class DomainNameTests
{
    [Theory]
    [InlineData("audit.example.com", "audit.example.com")]
    [InlineData("Audit.Example.COM.", "audit.example.com")]
    [InlineData("a--b.example", "a--b.example")]
    public void A_name_is_kept_in_lower_case_without_the_final_dot(string text, string expected) =>
        Assert.Equal(expected, DomainName.Parse(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("-a.example")]
    [InlineData("a-.example")]
    [InlineData("under_score.example")]
    [InlineData("bücher.example")]
    [InlineData("a b.example")]
    [InlineData("203.0.113.56")]
    [InlineData("[203.0.113.56]")]
    [InlineData("2001:db8::1")]
    [InlineData("example.256")]
    [InlineData("example.com..")]
    [InlineData("\u212Aelvin.example")]
    [InlineData("example\u3002com")]
    [InlineData("a\n.example")]
    public void What_is_no_host_name_is_refused_with_a_reason(string? text)
    {
        Assert.False(DomainName.TryParse(text, out _, out var error));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void Labels_end_at_63_and_names_at_253_characters()
    {
        Assert.True(DomainName.TryParse(new string('a', 63) + ".example", out _));
        Assert.False(DomainName.TryParse(new string('a', 64) + ".example", out _));
        Assert.False(DomainName.TryParse(string.Join('.', Enumerable.Repeat("abcdefg", 32)), out _));
    }

    [Property]
    public bool Any_text_is_answered_with_a_name_or_a_reason(string? text) => DomainName.TryParse(text, out _, out var error) == (error is null);

    [Fact]
    public void Names_of_a_site_lead_back_to_their_receiver()
    {
        var names = new SiteNames(DomainName.Parse("audit.example.com"));
        var letter = new ReceiverName('b');

        Assert.Equal("mail-b.audit.example.com", names.MailHost(letter).Value);
        Assert.Equal("mta-sts.b.audit.example.com", names.PolicyHost(letter).Value);
        Assert.Equal(letter, names.ReceiverOfPolicyHost(names.PolicyHost(letter)));
        Assert.Null(names.ReceiverOfPolicyHost(DomainName.Parse("mta-sts.b.audit.example.org")));
        Assert.Null(names.ReceiverOfPolicyHost(names.MailDomain(letter)));
        Assert.Null(names.ReceiverOfMailDomain(names.Site));
        Assert.Null(names.ReceiverOfMailDomain(names.Api));
    }
}
