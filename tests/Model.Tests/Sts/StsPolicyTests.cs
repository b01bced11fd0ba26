using System.Text;
using FsCheck.Xunit;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Tests.Sts;

public sealed class StsPolicyTests
{
    private const string Sample = "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmx: *.example.net\r\nmx: backupmx.example.com\r\nmax_age: 604800\r\n";

    [Fact]
    public void The_sample_of_the_RFC_is_read()
    {
        var policy = StsPolicyParser.Parse(Sample).Value!;

        Assert.Equal(StsMode.Enforce, policy.Mode);
        Assert.Equal(["mail.example.com", "*.example.net", "backupmx.example.com"], policy.Mx.Select(mx => mx.ToString()));
        Assert.Equal(TimeSpan.FromDays(7), policy.MaxAge);
        Assert.Equal(Sample, policy.Print());
    }

    [Theory]
    [InlineData("version: STSv1\nmode: none\nmax_age: 0", StsMode.None)]
    [InlineData("version: STSv1\nmode: testing\nmx: a.example\nmax_age: 1", StsMode.Testing)]
    [InlineData("max_age:86400\nmx:a.example\nmode:enforce\nversion:STSv1", StsMode.Enforce)]
    [InlineData("version: STSv1\r\nmode: enforce\r\nmode: none\r\nmx: a.example\r\nmax_age: 5\r\nmax_age: x", StsMode.Enforce)]
    [InlineData("version: STSv1\nfuture: thing: other\nmode: enforce\nmx: a.example\nmax_age: 5\n", StsMode.Enforce)]
    [InlineData("version: STSv1 \t\r\nmode:\tenforce\nmx: *.a.example\r\nmax_age:0000000005", StsMode.Enforce)]
    public void Line_ends_order_repeats_and_unknown_keys_do_not_matter(string text, StsMode expected) =>
        Assert.Equal(expected, StsPolicyParser.Parse(text).Value?.Mode);

    [Theory]
    [InlineData("", "version")]
    [InlineData("mode: enforce\nmx: a.example\nmax_age: 5", "version")]
    [InlineData("version: STSv2\nmode: enforce\nmx: a.example\nmax_age: 5", "version")]
    [InlineData("version: STSv1\nmode: Enforce\nmx: a.example\nmax_age: 5", "mode")]
    [InlineData("version: STSv1\nmx: a.example\nmax_age: 5", "mode")]
    [InlineData("version: STSv1\nmode: enforce\nmax_age: 5", "mx")]
    [InlineData("version: STSv1\nmode: enforce\nmx: mail.*.example\nmax_age: 5", "mx")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example", "max_age")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: -1", "max_age")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 31557601", "max_age")]
    [InlineData("<html>", "line 1")]
    public void What_is_no_policy_is_refused_with_the_field_that_is_wrong(string text, string named)
    {
        var parsed = StsPolicyParser.Parse(text);

        Assert.False(parsed.IsValid);
        Assert.Contains(named, parsed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail.example.com", "mail.example.com", true)]
    [InlineData("mail.example.com", "MAIL.example.com", true)]
    [InlineData("*.example.com", "mail.example.com", true)]
    [InlineData("*.example.com", "a.mail.example.com", false)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("example.com", "mail.example.com", false)]
    public void A_wildcard_stands_for_exactly_one_label(string pattern, string host, bool expected) =>
        Assert.Equal(expected, MxPattern.Parse(pattern).Value!.Matches(DomainName.Parse(host)));

    [Property]
    public void Any_bytes_are_answered_without_an_exception(byte[] bytes)
    {
        StsPolicyParser.Parse(Encoding.UTF8.GetString(bytes));
        StsPolicyParser.Parse("version: STSv1\n" + Encoding.Latin1.GetString(bytes));
    }

    [Fact]
    public void What_a_receiver_publishes_is_valid_and_names_its_own_MX()
    {
        var names = new SiteNames(DomainName.Parse("audit.example.com"));
        foreach (var receiver in Catalogue.Study.Where(row => row.Policy is not null))
        {
            var read = StsPolicyParser.Parse(PublishedPolicy.TextOf(names, Catalogue.FindScenario(receiver.Scenario)!)!).Value!;

            Assert.Equal(receiver.Policy, read.Mode);
            Assert.True(read.Covers(names.MailHost(receiver.Name)));
            Assert.False(read.Covers(names.Api));
        }
    }
}
