using System.Text;
using MtaStsAudit.Collector.PostfixLog;
using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Collector.Tests.PostfixLog;

/// <summary>Lines as Postfix 3.7 wrote them on the local testbed.</summary>
public sealed class SmtpdSessionsTests
{
    private readonly SmtpdSessions sessions = new(new SiteNames(DomainName.Parse("audit.test")));

    [Fact]
    public void A_client_that_leaves_where_no_STARTTLS_is_offered_ends_by_QUIT()
    {
        var ended = Read("b", 151,
            "connect from mx.postfix-sts.rig.test[10.78.10.25]:58198",
            "discarding EHLO keywords: ETRN VRFY DSN",
            "disconnect from mx.postfix-sts.rig.test[10.78.10.25]:58198 ehlo=1 quit=1 commands=2");

        Assert.NotNull(ended);
        Assert.Equal('b', ended.Receiver.Value);
        Assert.Equal("mx.postfix-sts.rig.test", ended.Client.VerifiedHostName);
        Assert.Equal(58198, ended.Client.Port);
        Assert.Equal(SessionEnding.Quit, ended.Ending);
        Assert.Equal("ehlo=1 quit=1", ended.Commands.ToString());
        Assert.Equal(Start, ended.Began);
        Assert.Null(ended.Tls);
    }

    private static readonly DateTimeOffset Start = new(2026, 11, 24, 6, 51, 0, TimeSpan.Zero);

    private SessionEnded? Read(string letter, int process, params string[] messages)
    {
        SessionEnded? last = null;
        foreach (var (message, second) in messages.Select((message, second) => (message, second)))
        {
            var text = $"<22>1 {Start.AddSeconds(second):yyyy-MM-dd'T'HH:mm:ss.ffffff}+00:00 mail-{letter}.audit.test postfix/smtpd {process} - -  {message}\n";
            Assert.True(SyslogLine.TryParse(Encoding.UTF8.GetBytes(text), out var line), text);
            last = sessions.Take(line) ?? last;
        }

        return last;
    }
}
