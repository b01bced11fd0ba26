using System.Text;
using FsCheck.Xunit;
using MtaStsAudit.Collector.Notifications;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Notifications;

namespace MtaStsAudit.Collector.Tests.Notifications;

/// <summary>The transcripts are of real senders: Postfix 3.7 and Exim 4.96, which gave a message back.</summary>
public sealed class NotificationMailTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.test"));
    private static readonly AuditToken Token = Parsed("0f8fad5b-0000-4000-8000-000000000001");

    private const string Fields = """
        Reporting-MTA: dns; mail.sender.example
        Arrival-Date: Sun, 22 Nov 2026 10:00:00 +0100

        Original-Recipient: rfc822;0F8FAD5B-0000-4000-8000-000000000001@d.audit.test
        Final-Recipient: rfc822; 0f8fad5b-0000-4000-8000-000000000001@d.audit.test
        Action: delayed
        Status: 4.7.0
        Remote-MTA: dns; mail-d.audit.test
        Diagnostic-Code: smtp; 454 4.7.5 Certificate of mail-d.audit.test
         is not trusted
        Will-Retry-Until: Fri, 27 Nov 2026 10:00:00 +0100

        Final-Recipient: rfc822; somebody@elsewhere.example
        Action: failed
        Status: 5.1.1

        """;

    [Theory]
    [InlineData("postfix-no-tls.eml", "b", "4.7.4", StatedCause.Tls, "TLS is required, but was not offered by host 127.0.0.1[127.0.0.1]")]
    [InlineData("postfix-certificate.eml", "d", "4.7.5", StatedCause.Certificate, "Server certificate not verified")]
    [InlineData("exim-gave-up.eml", "b", "5.0.0", StatedCause.None, null)]
    public async Task A_real_notification_tells_whom_what_when_and_why(string file, string scenario, string code, StatedCause cause, string? error)
    {
        var octets = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Notifications/transcripts", file), TestContext.Current.CancellationToken);

        var given = Assert.Single(NotificationMail.Read(octets, Token, Names));

        Assert.Equal((Token, scenario), (given.Token, given.Receiver.ToString()));
        Assert.Equal((DeliveryAction.Failed, code, error, "mx1.sender.example", NotificationReader.Author),
            (given.Status.Action, given.Status.Code, given.Status.Diagnostic, given.Status.ReportingMta, given.Status.Reader));
        Assert.Equal(cause, StatedCauses.Of(given.Status));
        Assert.Equal(2026, given.Status.Told!.Value.Year);
        Assert.Contains($"{Token}@{scenario}.audit.test", given.Status.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("author@sender.example", $"{given.Status}", StringComparison.Ordinal);
    }

    [Fact]
    public void The_fields_alone_are_read_as_well_and_only_the_addresses_of_the_audit()
    {
        var given = Assert.Single(Read(Fields));

        Assert.Equal("d", given.Receiver.ToString());
        Assert.Equal(
            new DeliveryStatus(DeliveryAction.Delayed, "4.7.0", "454 4.7.5 Certificate of mail-d.audit.test is not trusted", "mail.sender.example", "mail-d.audit.test",
                null, new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero), null, null),
            given.Status);
    }

    [Fact]
    public void One_notification_tells_of_several_addresses()
    {
        var two = $"Subject: Delayed\nFrom: <>\nTo: postmaster@sender.example\nContent-Type: multipart/report; boundary=x\n\n--x\nContent-Type: text/html\n\n<style>p {{}}</style><p>Not <b>yet</b> sent&excl;</p>\n--x\nContent-Type: message/delivery-status\n\n"
            + $"Reporting-MTA: dns; m.example\n\nFinal-Recipient: rfc822; {Token}@b.audit.test\nAction: delayed\nStatus: 4.7.4\n\nFinal-Recipient: rfc822; {Token}@d.audit.test\nAction: failed\nStatus: 5.7.5\n\n--x--\n";

        var given = Read(two);

        Assert.Equal(["b delayed 4.7.4", "d failed 5.7.5"], given.Select(one => $"{one.Receiver} {ToldUserWording.Of(one.Status.Action)} {one.Status.Code}"));
        Assert.All(given, one => Assert.Equal((NotificationReader.Postmaster, "Delayed", "Not yet sent!"), (one.Status.Reader, one.Status.Subject, one.Status.Words)));
    }

    [Fact]
    public void Words_alone_are_taken_with_the_addresses_that_stand_in_them()
    {
        var given = Assert.Single(Read($"Your message to <{Token}@b.audit.test> was not delivered (550 5.7.10 Encryption needed). Ask helpdesk@sender.example."));

        Assert.Equal((null, "5.7.10", StatedCause.Tls), (given.Status.Action, given.Status.Code, StatedCauses.Of(given.Status)));
        Assert.DoesNotContain("helpdesk@", given.Status.Words, StringComparison.Ordinal);
        Assert.Contains($"{Token}@b.audit.test", given.Status.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Your mail was lost.")]
    [InlineData("Final-Recipient: rfc822; 11111111-0000-4000-8000-000000000001@b.audit.test\nAction: failed\nStatus: 5.7.4\n")]
    [InlineData("Final-Recipient: rfc822; 0f8fad5b-0000-4000-8000-000000000001@b.elsewhere.test\nAction: failed\nStatus: 5.7.4\n")]
    [InlineData("0f8fad5b-0000-4000-8000-000000000001@nosuch.audit.test")]
    public void What_names_no_address_of_the_audit_tells_nothing(string text) => Assert.Empty(Read(text));

    [Fact]
    public void What_is_nested_without_end_or_endless_is_cut()
    {
        var deep = string.Concat(Enumerable.Range(0, 200).Select(level => $"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"));
        Read(deep + Fields);

        var given = Assert.Single(Read($"{Token}@b.audit.test " + new string('x', 200_000)));
        Assert.InRange(given.Status.Words!.Length, 100, NotificationText.LongestWords + 1);
    }

    [Property(MaxTest = 300)]
    public void No_octets_are_a_fault_of_ours(byte[] any, int cut)
    {
        NotificationMail.Read(any, Token, Names);
        var some = Encoding.UTF8.GetBytes(Fields);
        var damaged = some.Select((octet, index) => any.Length > 0 && index % (any.Length + 3) == 0 ? any[index % any.Length] : octet).Take(Math.Abs(cut % some.Length)).ToArray();
        Assert.All(NotificationMail.Read(damaged, Token, Names), given => Assert.Equal(Token, given.Token));
    }

    private static IReadOnlyList<DeliveryStatusGiven> Read(string text) => NotificationMail.Read(Encoding.UTF8.GetBytes(text), Token, Names);

    private static AuditToken Parsed(string text) => AuditToken.TryParse(text, out var token) ? token : throw new FormatException(text);
}
