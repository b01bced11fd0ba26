using System.Net;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Tests.Postfix;

public sealed partial class RecipientWordsTests
{
    private const string Token = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private static readonly SiteNames Names = new(DomainName.Parse("audit.test"));

    private static readonly Receiver A = Catalogue.Find(new ReceiverName('a'))!;

    private static readonly Dictionary<string, string> Files =
        PostfixSettings.Render(A, Names, new PostfixHost([IPAddress.Loopback], IPAddress.Loopback)).ToDictionary(file => file.Path, file => file.Content);

    private static string Words => Files["recipient-words"];

    private static string Table => Files["recipients"];

    [Theory]
    [InlineData(Token + "+tag@a.audit.test", "no tag", $"mail to {Token}@a.audit.test")]
    [InlineData(Token + "+@a.audit.test", "no tag", $"mail to {Token}@a.audit.test")]
    [InlineData(Token + "-tag+other@A.AUDIT.TEST", "no tag", $"mail to {Token}@a.audit.test")]
    [InlineData("audit+" + Token + "@a.audit.test", "begins with its UUID", $"mail to {Token}@a.audit.test")]
    [InlineData(Token + "x@a.audit.test", "UUID alone", $"mail to {Token}@a.audit.test")]
    [InlineData("mailto:" + Token + "@a.audit.test", "begins with its UUID", $"mail to {Token}@a.audit.test")]
    [InlineData(Token + "%example.com@a.audit.test", "UUID alone", $"mail to {Token}@a.audit.test")]
    [InlineData(Token + "@mail-a.audit.test", "is a mail server", $"mail to {Token}@a.audit.test")]
    [InlineData("0f8fad5bd9cb469fa16570867728950e@a.audit.test", "with its hyphens", $"mail to {Token}@a.audit.test")]
    [InlineData("{" + Token + "}@a.audit.test", "alone", $"mail to {Token}@a.audit.test")]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950@a.audit.test", "8-4-4-4-12", "mail to UUID@a.audit.test")]
    [InlineData("0f8fad5b-d9cb-469f-a165-7086772895o0+x@a.audit.test", "8-4-4-4-12", "mail to UUID@a.audit.test")]
    [InlineData("UUID@a.audit.test", "no such mailbox", "goes to UUID@a.audit.test")]
    [InlineData("someone@a.audit.test", "no such mailbox", "goes to UUID@a.audit.test")]
    public void An_address_that_is_nearly_right_is_refused_with_what_is_wrong_and_what_to_use(string address, string wrong, string use)
    {
        var answer = Lookup(Words, address);

        Assert.StartsWith("550 5.1.", answer, StringComparison.Ordinal);
        Assert.Contains(wrong, answer, StringComparison.Ordinal);
        Assert.Contains(use, answer, StringComparison.OrdinalIgnoreCase);
        Assert.Null(Lookup(Table, address));
    }

    [Theory]
    [InlineData(Token + "@expired.audit.test", "DUNNO")]
    [InlineData("postmaster@expired.audit.test", "DUNNO")]
    [InlineData(Token + "+tag@expired.audit.test", $"mail to {Token}@expired.audit.test")]
    [InlineData("{" + Token + "}@expired.audit.test", $"mail to {Token}@expired.audit.test")]
    [InlineData("0f8fad5bd9cb469fa16570867728950e@first-plain.audit.test", $"mail to {Token}@first-plain.audit.test")]
    [InlineData("0f8fad5b-d9cb-469f-a165-7086772895o0+x@expired.audit.test", "mail to UUID@expired.audit.test")]
    [InlineData("someone@expired.audit.test", "goes to UUID@expired.audit.test")]
    [InlineData(Token + "@mail-first-plain-2.audit.test", "no mail domain")]
    [InlineData(Token + "@mx.mail-wildcard-cert-deep.audit.test", "no mail domain")]
    public void A_Postfix_that_is_many_receivers_says_so_of_each_domain(string address, string answer)
    {
        var files = SharedReceivers.Render([(Catalogue.Find(new("expired"))!, IPAddress.Loopback)], Names, new PostfixHost([], IPAddress.Loopback))
            .ToDictionary(file => file.Path, file => file.Content);

        Assert.Contains(answer, Lookup(files["recipient-words"], address), StringComparison.OrdinalIgnoreCase);
        // Which domains there are stands in mydestination.
        Assert.Equal(answer == "DUNNO", !address.Contains("mail-", StringComparison.Ordinal) && Lookup(files["recipients"], address) is not null);
    }

    [Theory]
    [InlineData(Token + "@a.audit.test")]
    [InlineData("0F8FAD5B-D9CB-469F-A165-70867728950E@A.Audit.Test")]
    [InlineData("postmaster@a.audit.test")]
    [InlineData("abuse@a.audit.test")]
    public void What_is_accepted_is_not_refused(string address)
    {
        Assert.Equal("DUNNO", Lookup(Words, address));
        Assert.Equal("accepted", Lookup(Table, address));
    }

    [Theory]
    [InlineData("someone@example.com")]
    [InlineData(Token + "@b.audit.test")]
    [InlineData(Token + "@axaudit.test")]
    public void Other_domains_are_refused_by_Postfixs_own_rule(string address) => Assert.Null(Lookup(Words, address));

    [Theory]
    [InlineData("postmaster@audit.test", true)]
    [InlineData("Abuse@Audit.Test", true)]
    [InlineData("someone@audit.test", false)]
    [InlineData(Token + "@audit.test", false)]
    public void The_receiver_that_takes_reports_takes_the_operator_s_mail_of_the_testbed_itself(string address, bool isTaken)
    {
        Assert.Equal(isTaken, Lookup(Table, address) is not null);
        Assert.Null(Lookup(Words, address));
        Assert.Contains("mydestination = $mydomain, audit.test\n", Files["main.cf"], StringComparison.Ordinal);
    }

    [Property(MaxTest = 2000)]
    public void Both_tables_agree_on_every_address(string? local, bool withToken)
    {
        var address = $"{(withToken ? Token : "")}{local}@a.audit.test".Replace("\n", "", StringComparison.Ordinal);
        var accepted = Lookup(Table, address) is not null;

        Assert.Equal(accepted, Lookup(Words, address) is "DUNNO");
    }

    [Fact]
    public void The_table_only_refuses_and_stands_before_Postfixs_own_rule_at_every_receiver()
    {
        foreach (var receiver in Catalogue.Study)
        {
            var files = PostfixSettings.Render(receiver, Names, new PostfixHost([IPAddress.Loopback], IPAddress.Loopback)).ToDictionary(file => file.Path, file => file.Content);

            Assert.All(Lines(files["recipient-words"]), line => Assert.Matches("^(DUNNO$|550 5\\.1\\.[12] )", line.Result));
            Assert.Contains("smtpd_relay_restrictions = check_recipient_access regexp:/etc/postfix/recipient-words, reject_unauth_destination\n", files["main.cf"], StringComparison.Ordinal);
        }
    }

    /// <summary>What Postfix answers by a <c>regexp</c> table (regexp_table(5)): the first that matches, with its parts filled in.</summary>
    private static string? Lookup(string table, string address)
    {
        foreach (var (pattern, result) in Lines(table))
        {
            if (Regex.Match(address, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant) is { Success: true } match)
            {
                return match.Result(result);
            }
        }

        return null;
    }

    private static IEnumerable<(string Pattern, string Result)> Lines(string table) =>
        table.Split('\n').Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => Line().Match(line)).Select(line => (line.Groups[1].Value, line.Groups[2].Value));

    [GeneratedRegex("^/(.*)/ (.+)$")]
    private static partial Regex Line();
}
