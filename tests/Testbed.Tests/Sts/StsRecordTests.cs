using FsCheck.Xunit;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Sts;

namespace MtaStsAudit.Testbed.Tests.Sts;

public sealed class StsRecordTests
{
    [Theory]
    [InlineData("v=STSv1; id=20160831085700Z;", "20160831085700Z")]
    [InlineData("v=STSv1;id=1", "1")]
    [InlineData("v=STSv1 ; id = abc ; ext=x", "abc")]
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
