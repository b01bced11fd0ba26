using FsCheck.Xunit;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Tests.Names;

public sealed class ForwardPathTests
{
    private const string Token = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [Theory]
    [InlineData($"{Token}@a.audit.test")]
    [InlineData($"<{Token}@a.audit.test>")]
    [InlineData($" <{Token}@a.audit.test> ")]
    [InlineData("0F8FAD5B-D9CB-469F-A165-70867728950E@A.AUDIT.TEST")]
    [InlineData($"\"{Token}\"@a.audit.test")]
    [InlineData($"<\"{Token}\"@a.audit.test>")]
    [InlineData("\"0f8fad5b\\-d9cb-469f-a165-7086772895\\0e\"@a.audit.test")]
    [InlineData($"@one.example:{Token}@a.audit.test")]
    [InlineData($"<@one.example,@two.example:{Token}@a.audit.test>")]
    [InlineData($"<@one.example,@[192.0.2.1]:\"{Token}\"@a.audit.test>")]
    [InlineData($"{Token}@[192.0.2.1]")]
    public void A_token_is_recognised_in_every_form_of_a_path(string path) =>
        Assert.Equal(Token, ForwardPath.Parse(path)?.Token?.ToString());

    [Theory]
    [InlineData($"{Token}+tag@a.audit.test")]
    [InlineData($"\"{Token} \"@a.audit.test")]
    [InlineData($"x{Token}@a.audit.test")]
    [InlineData($"\"x@{Token}\"@a.audit.test")]
    [InlineData($"\"{Token}\"x@a.audit.test")]
    [InlineData($"\"{Token}@a.audit.test")]
    [InlineData($"\"{Token}\\")]
    [InlineData($"{Token}@one.example@a.audit.test")]
    [InlineData($"@one.example:@{Token}")]
    [InlineData("postmaster")]
    [InlineData("\"\"@a.audit.test")]
    [InlineData("<>")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_nearly_a_tokens_address_is_none(string? path) => Assert.Null(ForwardPath.Parse(path)?.Token);

    [Theory]
    [InlineData("tlsrpt@a.audit.test")]
    [InlineData("\"TLSRPT\"@a.audit.test")]
    [InlineData("@one.example:tlsrpt@a.audit.test")]
    public void The_mailbox_for_reports_is_recognised_likewise(string path) => Assert.True(ForwardPath.Parse(path)?.IsForReports);

    [Property(MaxTest = 2000)]
    public void Any_local_part_reads_back_from_its_quotes(string? local)
    {
        var quoted = string.Concat((local ?? "").Select(c => $"\\{c}"));
        var path = ForwardPath.Parse($"<\"{quoted}\"@a.audit.test>");

        Assert.Equal(string.IsNullOrEmpty(local) ? null : local, path?.LocalPart);
        ForwardPath.Parse(local);
    }
}
