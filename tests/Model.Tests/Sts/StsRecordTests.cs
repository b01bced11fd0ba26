using FsCheck.Xunit;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Tests.Sts;

public sealed class StsRecordTests
{
    [Theory]
    [InlineData("v=STSv1; id=20160831085700Z;", "20160831085700Z")]
    [InlineData("v=STSv1;id=1", "1")]
    [InlineData("v=STSv1 ; id=1234", "1234")]
    [InlineData("v=STSv1\t;\tid=abc ; ext=x:y/z", "abc")]
    [InlineData("v=STSv1; ext=a; id=first; id=second ;", "first")]
    public void A_record_is_read(string text, string id) => Assert.Equal(id, StsRecord.Parse(text).Value?.Id.Value);

    [Theory]
    [InlineData("")]
    [InlineData("v=STSv1")]
    [InlineData("v=STSv1; id=;")]
    [InlineData("v=STSv1; id=has-hyphen;")]
    [InlineData("v=STSv1; id=123456789012345678901234567890123;")]
    [InlineData("id=1; v=STSv1;")]
    [InlineData("v=STSv2; id=1;")]
    [InlineData("v=spf1 -all")]
    public void What_is_no_record_is_refused(string text) => Assert.False(StsRecord.Parse(text).IsValid);

    // What stands in the zones of those who asked why their record does not work.
    [Theory]
    [InlineData("v=STSv1; id = 1", "white space beside the equals sign")]
    [InlineData("v=STSv1; id =1;", "white space beside the equals sign")]
    [InlineData("v=STSv1; id= 1;", "white space beside the equals sign")]
    [InlineData("v=STSv1;; id=1", "between two semicolons stands nothing")]
    [InlineData("v=STSv1; id=1;;", "between two semicolons stands nothing")]
    [InlineData("v=STSv1; id:2019", "write id=2019")]
    [InlineData("v=STSv1; id: 2019;", "write id=2019")]
    [InlineData("v=STSv1 id=1", "no semicolon follows v=STSv1")]
    [InlineData("v=STSv1, id=1", "no semicolon follows v=STSv1")]
    [InlineData("v=STSv1: id=1", "no semicolon follows v=STSv1")]
    [InlineData("v=STSv10; id=1", "no semicolon follows v=STSv1")]
    [InlineData("v=STSv1;", "no id")]
    [InlineData("v=STSv1", "no id")]
    [InlineData("v=STSv1; ID=1;", "small letters")]
    [InlineData("v=STSv1; id=\"1\";", "letters and digits")]
    [InlineData("v=STSv1; id=2024-01-01T00:00;", "letters and digits")]
    [InlineData("v=STSv1; id=1 ", "ends with white space")]
    [InlineData("v=STSv1; id=1; note=a b", "the value of 'note'")]
    [InlineData("v=STSv1; id=1; note=", "'note' has no value")]
    [InlineData("v=STSv1; id=1; note", "'note' is not name=value")]
    [InlineData("v=STSv1; id=1; =x", "no name")]
    [InlineData("v=STSv1; id=1; -x=1", "not the name of a field")]
    [InlineData(" v=STSv1; id=1;", "white space stands before")]
    [InlineData("\"v=STSv1; id=1;\"", "a quotation mark")]
    [InlineData("v=stsv1; id=1;", "capitals matter")]
    [InlineData("v = STSv1; id=1;", "white space inside")]
    public void A_record_outside_the_ABNF_is_refused_with_the_right_reason(string text, string reason) =>
        Assert.Contains(reason, StsRecord.Parse(text).Error, StringComparison.Ordinal);

    [Fact]
    public void A_space_before_the_semicolon_counts_alone_and_not_beside_other_texts()
    {
        Assert.True(StsRecord.Select(["v=STSv1 ; id=1"]).IsValid);
        Assert.False(StsRecord.Select(["v=STSv1 ; id=1", "v=spf1 -all"]).IsValid);
        Assert.Equal("2", StsRecord.Select(["v=STSv1 ; id=1", "v=STSv1; id=2"]).Value?.Id.Value);
    }

    [Fact]
    public void Two_records_are_no_policy_and_other_texts_do_not_count()
    {
        Assert.True(StsRecord.Select(["v=spf1 -all", "v=STSv1; id=1;"]).IsValid);
        Assert.False(StsRecord.Select(["v=STSv1; id=1;", "v=STSv1; id=2;"]).IsValid);
        Assert.False(StsRecord.Select([]).IsValid);
    }

    [Property]
    public void Any_text_is_answered_without_an_exception(string text) => StsRecord.Parse("v=STSv1;" + text);

    [Fact]
    public void The_id_follows_the_text_and_nothing_else()
    {
        var policy = new StsPolicy(StsMode.Enforce, [MxPattern.Exactly(DomainName.Parse("mail.example.com"))], TimeSpan.FromDays(7));
        var same = new StsPolicy(StsMode.Enforce, [MxPattern.Exactly(DomainName.Parse("mail.example.com"))], TimeSpan.FromDays(7));

        Assert.Equal(PolicyId.Of(policy).Value, PolicyId.Of(same).Value);
        Assert.NotEqual(PolicyId.Of(policy).Value, PolicyId.Of(policy with { MaxAge = TimeSpan.FromDays(8) }).Value);
        Assert.True(PolicyId.Parse(PolicyId.Of(policy).Value).IsValid);
        Assert.Equal(PolicyId.Of(policy).Value, StsRecord.Parse(new StsRecord(PolicyId.Of(policy)).Print()).Value?.Id.Value);
    }
}
