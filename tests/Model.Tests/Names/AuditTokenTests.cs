using FsCheck.Xunit;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Tests.Names;

public sealed class AuditTokenTests
{
    [Theory]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e", true)]
    [InlineData("0F8FAD5B-D9CB-469F-A165-70867728950E", true)]
    [InlineData("0f8fad5bd9cb469fa16570867728950e", false)]
    [InlineData("{0f8fad5b-d9cb-469f-a165-70867728950e}", false)]
    [InlineData(" 0f8fad5b-d9cb-469f-a165-70867728950e", false)]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e\n", false)]
    [InlineData("postmaster", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_the_36_character_form_of_a_UUID_is_a_token(string? text, bool expected) =>
        Assert.Equal(expected, AuditToken.TryParse(text, out _));

    [Property]
    public bool A_printed_token_reads_back(Guid value) =>
        AuditToken.TryParse(new AuditToken(value).ToString(), out var read) && read.Value == value;
}
