using System.Text.RegularExpressions;
using MtaStsAudit.Deployment.Local;

namespace MtaStsAudit.EndToEnd.Tests.Rig;

/// <summary>The senders' compose file, which nothing renders, beside the site's description, which DNS is made from.</summary>
public sealed partial class SendersComposeTests
{
    private static readonly string Compose = File.ReadAllText(Path.Combine(LocalRig.Root, "tests", "rig", "senders", "compose.yml"));

    [Fact]
    public void Every_sender_of_the_site_is_in_the_compose_file_and_no_other() =>
        Assert.Equal(LocalSite.Senders.Keys.Order(), SenderName().Matches(Compose).Select(match => match.Groups[1].Value).Order());

    [Fact]
    public void Each_sender_has_the_addresses_that_DNS_gives_it() => Assert.All(LocalSite.Senders, sender =>
    {
        var service = Compose[Compose.IndexOf($"\n  {sender.Key}:\n", StringComparison.Ordinal)..].Split("\n\n")[0];
        Assert.Contains($"hostname: mx.{LocalSite.DomainOf(sender.Key)}\n", service, StringComparison.Ordinal);
        Assert.Contains($"ipv4_address: {sender.Value.V4},", service, StringComparison.Ordinal);
        Assert.Contains($"SENDER_IPV6: \"{sender.Value.V6}\"", service, StringComparison.Ordinal);
    });

    [GeneratedRegex("SENDER_NAME: ([a-z-]+)", RegexOptions.NonBacktracking)]
    private static partial Regex SenderName();
}
