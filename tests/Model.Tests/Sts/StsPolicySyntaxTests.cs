using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Tests.Sts;

/// <summary>Policies as they are found: what the ABNF of RFC 8461 §3.2 forbids is named, and what a lenient sender reads is known.</summary>
public sealed class StsPolicySyntaxTests
{
    [Theory]
    [InlineData("version: STSv1\n    mode: enforce\nmx: a.example\nmax_age: 5\n", "line 2 is indented")]
    [InlineData("version: STSv1\n\tmode: enforce\nmx: a.example\nmax_age: 5\n", "line 2 is indented")]
    [InlineData("   version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 5\n", "line 1 is indented")]
    [InlineData("version: STSv1\nmode : enforce\nmx: a.example\nmax_age: 5\n", "line 2 has white space before the colon")]
    [InlineData("version: STSv1\n\nmode: enforce\nmx: a.example\nmax_age: 5\n", "line 2 is empty")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 5\n\n", "line 5 is empty")]
    [InlineData("version: STSv1\r\nmode: enforce\r\nmx: a.example\r\nmax_age: 5\r\n\r\n", "line 5 is empty")]
    [InlineData("\nversion: STSv1\nmode: enforce\nmx: a.example\nmax_age: 5\n", "line 1 is empty")]
    [InlineData("version: STSv1\n  \t\nmode: enforce\nmx: a.example\nmax_age: 5\n", "line 2 is empty")]
    [InlineData("\uFEFFversion: STSv1\nmode: enforce\nmx: a.example\nmax_age: 5\n", "line 1 begins with a byte order mark")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 00000000005\n", "max_age has 11 digits")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 31557601\n", "more than 31557600")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 99999999999999999999\n", "more than 31557600")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmx: b.example.\nmax_age: 5\n", "mx 'b.example.': it ends with a dot")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmx: 203.0.113.56\nmax_age: 5\n", "is an IP address, not a name")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmx: 2001:db8::1\nmax_age: 5\n", "is an IP address, not a name")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmx: [203.0.113.56]\nmax_age: 5\n", "is an IP address, not a name")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmx: *.example.256\nmax_age: 5\n", "ends in a number")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmx: .example.com\nmax_age: 5\n", "write *.example.com")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmx: b.example, c.example\nmax_age: 5\n", "a line of its own")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmx: bücher.example\nmax_age: 5\n", "xn--…")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmx: under_score.example\nmax_age: 5\n", "'under_score' is not a label")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmx: *\nmax_age: 5\n", "mx '*'")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmx:\nmax_age: 5\n", "line 4 has no value")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 5\nx y: z\n", "line 5 has the name 'x y'")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 5\nx: a\tb\n", "line 5 has a control character")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 5\nx: a\rb\n", "line 5 has a carriage return")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 5\r", "line 4 has a carriage return")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 5\nx: \uFFFD\n", "line 5 has octets that are not UTF-8")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 5\n# a comment\n", "line 5 is not 'key: value'")]
    public void What_a_strict_sender_refuses_and_a_lenient_one_reads_is_told(string text, string reason)
    {
        var reading = StsPolicyParser.Read(text);

        Assert.False(StsPolicyParser.Parse(text).IsValid);
        Assert.Contains(reading.Faults, fault => fault.Contains(reason, StringComparison.Ordinal));
        Assert.Equal(StsMode.Enforce, reading.Policy?.Mode);
        Assert.Contains("a.example", reading.Policy!.Mx.Select(pattern => pattern.ToString()));
    }

    [Theory]
    [InlineData("Version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 5\n", "version is missing: 'Version' is another name")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmax-age: 5\n", "max_age is missing")]
    [InlineData("version: STSv1;\nmode: enforce\nmx: a.example\nmax_age: 5\n", "version is 'STSv1;'")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 1 week\n", "max_age is '1 week'")]
    [InlineData("version: STSv1\nmode: enforce\nmx: 203.0.113.56\nmax_age: 5\n", "is an IP address")]
    [InlineData("v=STSv1; mode=enforce", "version is missing")]
    [InlineData("version: STSv1\rmode: enforce\rmx: a.example\rmax_age: 5\r", "version is 'STSv1\rmode")]
    public void What_no_sender_reads_is_told_by_the_field_that_it_lacks(string text, string reason)
    {
        var reading = StsPolicyParser.Read(text);

        Assert.Null(reading.Policy);
        Assert.Contains(reason, reading.Faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_faults_is_told_by_its_first() =>
        Assert.Equal("and 21 more", StsPolicyParser.Read(string.Concat(Enumerable.Repeat("<p>\n", 23))).Faults[^1]);
}
