using System.Net;
using FsCheck.Xunit;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Deployment.Tests.Deployment;

public sealed class FrontSettingsTests
{
    private const string Good = """{"upstream":"10.0.0.1:25","listeners":[{"name":"a","address":"10.78.2.51:25","fault":"starttls-454"}]}""";

    [Fact]
    public void What_the_bundle_prints_is_what_the_front_reads()
    {
        var settings = new FrontSettings
        {
            Upstream = IPEndPoint.Parse("[2001:db8::1]:25"),
            Sessions = 7,
            SessionsOfOneClient = 3,
            Health = IPEndPoint.Parse("127.0.0.9:8025"),
            Listeners = [.. Enum.GetValues<ChannelFault>().Select(fault => new FrontListener(ChannelFaultName.Of(fault), new(IPAddress.Parse("10.78.2.51"), 25 + (int)fault), fault))],
        };

        var read = FrontSettingsParser.Parse(settings.ToJson()).Settings!;

        Assert.Equal(settings.Listeners, read.Listeners);
        Assert.Equal(settings, read with { Listeners = settings.Listeners });
    }

    [Fact]
    public void What_may_be_left_out_has_a_default()
    {
        var settings = FrontSettingsParser.Parse(Good).Settings!;

        Assert.Equal((100, 20, "127.0.0.1:8025"), (settings.Sessions, settings.SessionsOfOneClient, $"{settings.Health}"));
        Assert.Equal(new("a", IPEndPoint.Parse("10.78.2.51:25"), ChannelFault.StartTlsAnswered454), Assert.Single(settings.Listeners));
    }

    [Theory]
    [InlineData("\"10.0.0.1:25\"", "\"mail.example:25\"", "upstream is 'mail.example:25'")]
    [InlineData("\"10.0.0.1:25\"", "\"10.0.0.1\"", "upstream is '10.0.0.1'")]
    [InlineData("\"10.0.0.1:25\"", "null", "upstream is ''")]
    [InlineData("\"listeners\"", "\"sessions\":0,\"listeners\"", "sessions is '0'")]
    [InlineData("\"listeners\"", "\"sessionsOfOneClient\":1001,\"listeners\"", "sessionsOfOneClient is '1001'")]
    [InlineData("\"listeners\"", "\"health\":\"0.0.0.0:8025\",\"listeners\"", "health is '0.0.0.0:8025'")]
    [InlineData("\"starttls-454\"", "\"StartTlsAnswered454\"", "listeners[0].fault is 'StartTlsAnswered454'; allowed: starttls-454, starttls-502, closed-after-220, garbage-after-220, ehlo-502, responses-injected, starttls-hidden")]
    [InlineData("\"10.78.2.51:25\"", "\"10.78.2.51:0\"", "listeners[0].address is '10.78.2.51:0'")]
    [InlineData("\"a\"", "\"a b\"", "listeners[0].name is 'a b'")]
    [InlineData("}]", "},{\"name\":\"b\",\"address\":\"10.78.2.51:25\",\"fault\":\"ehlo-502\"}]", "listeners has the address '10.78.2.51:25' 2 times")]
    [InlineData("}]", "},{\"name\":\"a\",\"address\":\"10.78.2.52:25\",\"fault\":\"ehlo-502\"}]", "listeners has the name 'a' 2 times")]
    [InlineData("\"upstream\"", "\"colour\":1,\"upstream\"", "colour")]
    [InlineData("\"name\":\"a\"", "\"name\":\"a\",\"upstream\":\"x\"", "listeners[0].upstream")]
    [InlineData("{\"name\":\"a\",\"address\":\"10.78.2.51:25\",\"fault\":\"starttls-454\"}", "", "listeners has '0' entries")]
    [InlineData(Good, "", "llowed")]
    [InlineData(Good, "null", "allowed")]
    public void A_wrong_setting_is_named_with_its_value_and_what_is_allowed(string right, string wrong, string words)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);
        var (settings, faults) = FrontSettingsParser.Parse(Good.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Null(settings);
        var fault = Assert.Single(faults);
        Assert.Contains(words, fault, StringComparison.Ordinal);
        Assert.Contains("llowed", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_listener_that_is_null_is_told_by_all_that_it_lacks() =>
        Assert.Equal(3, FrontSettingsParser.Parse("""{"upstream":"10.0.0.1:25","listeners":[null]}""").Faults.Count);

    [Fact]
    public void Every_fault_is_read_by_its_name() =>
        Assert.Equal(Enum.GetValues<ChannelFault>(), ChannelFaultName.All.Select(name => ChannelFaultName.TryParse(name, out var fault) ? fault : throw new FormatException(name)));

    [Property]
    public bool Any_text_is_answered_with_settings_or_faults(string? text)
    {
        var (settings, faults) = FrontSettingsParser.Parse(text ?? "");
        return settings is null == (faults.Count > 0);
    }
}
