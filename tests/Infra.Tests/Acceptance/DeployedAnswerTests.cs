using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Stack.Acceptance;

namespace MtaStsAudit.Infra.Tests.Acceptance;

/// <summary>Who blocks the way to a receiver is told by what else answers.</summary>
public sealed class DeployedAnswerTests
{
    private const string IPv4 = "192.0.2.1";
    private const string IPv6 = "2001:db8::1";

    [Fact]
    public void Where_the_API_answers_and_no_receiver_does_this_network_blocks_port_25() =>
        Assert.Contains("set mta-sts-audit:check to https", WordsOf(Nobody(IPv4), Api(IPv4), Nobody(IPv6), Api(IPv6)), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Where_IPv4_and_the_API_over_IPv6_answer_DigitalOcean_blocks_SMTP_over_IPv6() =>
        Assert.Contains("blocked, most likely by the host's provider", WordsOf(Nobody(IPv6), Api(IPv6), Answering(IPv4), Api(IPv4)), StringComparison.Ordinal);

    [Fact]
    public void Where_nothing_answers_over_IPv6_this_network_may_have_none() =>
        Assert.Contains("If this network has no IPv6, set mta-sts-audit:check to ipv4", WordsOf(Nobody(IPv6), Silent(IPv6), Answering(IPv4), Api(IPv4)), StringComparison.Ordinal);

    [Fact]
    public void Where_other_receivers_answer_a_reserved_address_is_restricted_and_any_other_is_the_droplet_s_own_affair()
    {
        Assert.Contains("DigitalOcean restricts SMTP at reserved addresses", WordsOf(Nobody(IPv4) with { IsReserved = true }, Answering("192.0.2.2"), Api(IPv4)), StringComparison.Ordinal);
        Assert.Contains("this network does not block it", WordsOf(Nobody(IPv4), Answering("192.0.2.2"), Api(IPv4)), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_answered_was_reached_whatever_is_wrong_with_the_answer() => Assert.Equal(
        "receiver b, mail-b [192.0.2.1]: It offers STARTTLS and must not.",
        WordsOf(Answering(IPv4) with { Finding = Finding(SiteState.NotAsDesigned, answered: true, "It offers STARTTLS and must not.") }, Api(IPv4)));

    private static string WordsOf(DeployedAnswer one, params DeployedAnswer[] others)
    {
        var words = one.Words([one, .. others]);
        Assert.Equal(!one.Finding.Answered, words.StartsWith("receiver b cannot be reached from here, ", StringComparison.Ordinal));
        return words;
    }

    private static DeployedAnswer Nobody(string address) => new("receiver b", address, IsMail: true, IsReserved: false, Finding(SiteState.NotAsDesigned, answered: false, "No mail server answers."));

    private static DeployedAnswer Answering(string address) => new("receiver b", address, IsMail: true, IsReserved: false, Finding(SiteState.AsDesigned, answered: true, "As designed."));

    private static DeployedAnswer Api(string address) => new("API", address, IsMail: false, IsReserved: false, Finding(SiteState.AsDesigned, answered: true, "The API answers."));

    private static DeployedAnswer Silent(string address) => new("API", address, IsMail: false, IsReserved: false, Finding(SiteState.NotChecked, answered: false, "This machine has no way there."));

    private static SiteFinding Finding(SiteState state, bool answered, string what) => new(null, TestbedPart.MailHost, state, "mail-b [192.0.2.1]", what, Answered: answered);
}
