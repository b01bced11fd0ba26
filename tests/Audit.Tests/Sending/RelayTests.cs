using MtaStsAudit.Audit.Sending;

namespace MtaStsAudit.Audit.Tests.Sending;

public sealed class RelayTests
{
    [Theory]
    [InlineData("smtp://mx.example.com", "smtp://mx.example.com:25", null, "audit@mx.example.com")]
    [InlineData("smtp://mx.example.com:2525/", "smtp://mx.example.com:2525", null, "audit@mx.example.com")]
    [InlineData("smtps://mx.example.com", "smtps://mx.example.com:465", null, "audit@mx.example.com")]
    [InlineData("smtp://me%40example.com@mx.example.com", "smtp://mx.example.com:587", "me@example.com", "audit@mx.example.com")]
    [InlineData("smtp://192.0.2.1", "smtp://192.0.2.1:25", null, "audit@[192.0.2.1]")]
    [InlineData("smtp://[2001:db8::1]:26", "smtp://[2001:db8::1]:26", null, "audit@[IPv6:2001:db8::1]")]
    public void A_mail_server_is_read_with_its_usual_port(string text, string printed, string? user, string from)
    {
        var relay = Relay.Parse(text).Value!;

        Assert.Equal((printed, user, from), (relay.ToString(), relay.User, relay.DefaultFrom));
    }

    [Theory]
    [InlineData("")]
    [InlineData("mx.example.com")]
    [InlineData("http://mx.example.com")]
    [InlineData("smtp://")]
    [InlineData("smtp://mx.example.com:99999")]
    [InlineData("smtp://mx.example.com/path")]
    [InlineData("smtp://user:password@mx.example.com")]
    public void Everything_else_is_refused_with_a_reason(string text) => Assert.NotNull(Relay.Parse(text).Error);
}
