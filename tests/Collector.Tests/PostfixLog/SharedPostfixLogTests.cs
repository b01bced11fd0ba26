using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Collector.PostfixLog;
using MtaStsAudit.Collector.SelfChecks;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Tests.PostfixLog;

/// <summary>The log of a Postfix that is many receivers: every line is of one host, and the program says which receiver it is about.</summary>
public sealed class SharedPostfixLogTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 6, 51, 0, TimeSpan.Zero);

    private readonly SmtpdSessions sessions =
        new(new SiteNames(DomainName.Parse("audit.test")), new ReceiverClocks(new OwnConnections(new FakeTimeProvider(Start)), NullLogger<ReceiverClocks>.Instance));

    [Theory]
    [InlineData("postfix/expired/smtpd", "expired")]
    [InlineData("postfix/first-plain-2/smtpd", "first-plain-2")]
    [InlineData("postfix/xn--mta-sts-prfung-psb/smtpd", "xn--mta-sts-prfung-psb")]
    [InlineData("postfix/g/smtpd", "g")]
    public void The_program_names_the_receiver(string program, string receiver)
    {
        var ended = Read(program, 7, 0, "connect from mx.example[192.0.2.7]:5000", "disconnect from mx.example[192.0.2.7]:5000 ehlo=1 starttls=1 quit=1 commands=3");

        Assert.Equal(receiver, ended?.Receiver.Value);
        Assert.Equal((Start, SessionEnding.Quit), (ended?.Began, ended?.Ending));
    }

    [Theory]
    [InlineData("postfix/smtpd")]
    [InlineData("postfix//smtpd")]
    [InlineData("postfix/Expired/smtpd")]
    [InlineData("postfix/expired/cleanup")]
    [InlineData("postfix/expired/x/smtpd")]
    [InlineData("postfix/-x/smtpd")]
    [InlineData("postfix/expired/smtpd/proxy")]
    [InlineData("opensmtpd/expired/smtpd")]
    public void No_other_program_is_a_receiver_s(string program) =>
        Assert.Null(Read(program, 7, 0, "connect from mx.example[192.0.2.7]:5000", "disconnect from mx.example[192.0.2.7]:5000 ehlo=1 quit=1 commands=2"));

    // A verdict asks for receivers by their names, and never for this one.
    [Fact]
    public void A_name_that_no_receiver_has_is_nothing_special() =>
        Assert.Equal("shared", Read("postfix/shared/smtpd", 7, 0, "connect from mx.example[192.0.2.7]:5000", "disconnect from mx.example[192.0.2.7]:5000 ehlo=1 quit=1 commands=2")?.Receiver.Value);

    [Fact]
    public void Receivers_of_one_host_do_not_mix_up_their_clients()
    {
        Read("postfix/expired/smtpd", 7, 0, "connect from one.example[192.0.2.1]:1111");
        Read("postfix/self-signed/smtpd", 7, 0, "connect from two.example[192.0.2.2]:2222");

        Assert.Equal("one.example", Read("postfix/expired/smtpd", 7, 1, "disconnect from one.example[192.0.2.1]:1111 ehlo=1 quit=1 commands=2")?.Client.VerifiedHostName);
        Assert.Equal("two.example", Read("postfix/self-signed/smtpd", 7, 1, "disconnect from two.example[192.0.2.2]:2222 ehlo=1 quit=1 commands=2")?.Client.VerifiedHostName);
    }

    [Fact]
    public void A_last_line_that_comes_again_leads_to_the_same_record_until_it_is_committed()
    {
        const string last = "disconnect from unknown[192.0.2.7]:5000 ehlo=1 quit=1 commands=2";
        var first = Read("postfix/expired/smtpd", 7, 0, "connect from unknown[192.0.2.7]:5000", last);

        Assert.Same(first, Read("postfix/expired/smtpd", 7, 1, last));
        Assert.NotSame(first, Read("postfix/self-signed/smtpd", 7, 1, last));
    }

    // The front tells Postfix who the client is, by the PROXY protocol.
    [Fact]
    public void A_session_behind_a_front_is_the_client_s() =>
        Assert.Equal(
            IPAddress.Parse("192.0.2.7"),
            Read("postfix/starttls-454/smtpd", 7, 0, "connect from unknown[192.0.2.7]:5000", "disconnect from unknown[192.0.2.7]:5000 ehlo=1 quit=1 commands=2")?.Client.Address);

    private SessionEnded? Read(string program, int process, int second, params string[] messages)
    {
        SessionEnded? last = null;
        foreach (var message in messages)
        {
            var text = $"<22>1 {Start.AddSeconds(second++):yyyy-MM-dd'T'HH:mm:ss.ffffff}+00:00 mail-shared.audit.test {program} {process} - -  {message}\n";
            Assert.True(SyslogLine.TryParse(Encoding.UTF8.GetBytes(text), out var line), text);
            last = sessions.Take(line) ?? last;
        }

        return last;
    }
}
