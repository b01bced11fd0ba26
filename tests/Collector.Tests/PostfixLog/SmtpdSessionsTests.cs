using System.Net;
using System.Text;
using FsCheck.Xunit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Collector.PostfixLog;
using MtaStsAudit.Collector.SelfChecks;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Tests.PostfixLog;

/// <summary>Lines as Postfix 3.7 wrote them on the local testbed.</summary>
public sealed class SmtpdSessionsTests
{
    private readonly FakeTimeProvider time = new(Start);
    private readonly OwnConnections selfChecks;
    private readonly ReceiverClocks clocks;
    private readonly SmtpdSessions sessions;

    public SmtpdSessionsTests()
    {
        selfChecks = new(time);
        clocks = new(selfChecks, NullLogger<ReceiverClocks>.Instance);
        sessions = new(new SiteNames(DomainName.Parse("audit.test")), clocks);
    }

    [Theory]
    [InlineData(40, 40, 40)]
    [InlineData(-40, -40, -40)]
    // Once it was slow to greet.
    [InlineData(40, 0, 0)]
    [InlineData(0, 40, 0)]
    [InlineData(1, 1, 0)]
    public void A_session_s_beginning_is_corrected_by_what_two_self_checks_found_of_the_receiver_s_clock(int first, int second, int corrected)
    {
        SelfCheckedWithClock(first, 4001);
        SelfCheckedWithClock(second, 4002);

        var ended = Read("b", 151, "connect from unknown[192.0.2.7]:5000", "disconnect from unknown[192.0.2.7]:5000 ehlo=1 quit=1 commands=2");

        Assert.Equal(TimeSpan.FromSeconds(corrected), clocks.AheadBy(new('b')));
        Assert.Equal(Start.AddSeconds(-corrected), ended?.Began);
        Assert.Equal(TimeSpan.Zero, clocks.AheadBy(new('d')));
    }

    [Fact]
    public void A_client_that_leaves_where_no_STARTTLS_is_offered_ends_by_QUIT()
    {
        var ended = Read("b", 151,
            "connect from mx.postfix-sts.test[10.78.10.25]:58198",
            "discarding EHLO keywords: ETRN VRFY DSN",
            "disconnect from mx.postfix-sts.test[10.78.10.25]:58198 ehlo=1 quit=1 commands=2");

        Assert.NotNull(ended);
        Assert.Equal("b", ended.Receiver.Value);
        Assert.Equal("mx.postfix-sts.test", ended.Client.VerifiedHostName);
        Assert.Equal(58198, ended.Client.Port);
        Assert.Equal(SessionEnding.Quit, ended.Ending);
        Assert.Equal("ehlo=1 quit=1", ended.Commands.ToString());
        Assert.Equal(Start, ended.Began);
        Assert.Null(ended.Tls);
    }

    [Fact]
    public void A_client_that_leaves_after_the_handshake_is_told_with_its_TLS_and_server_name()
    {
        var ended = Read("d", 153,
            "connect from mx.postfix-sts.test[fd7a:5c1e:10::25]:57186",
            "TLS SNI mail-d.audit.test from mx.postfix-sts.test[fd7a:5c1e:10::25]:57186 not matched, using default chain",
            "Anonymous TLS connection established from mx.postfix-sts.test[fd7a:5c1e:10::25]:57186: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature ECDSA (prime256v1) server-digest SHA256",
            "disconnect from mx.postfix-sts.test[fd7a:5c1e:10::25]:57186 ehlo=1 starttls=1 quit=1 commands=3");

        Assert.NotNull(ended);
        Assert.Equal("fd7a:5c1e:10::25", ended.Client.Address.ToString());
        Assert.Equal(new TlsParameters("TLSv1.3", "TLS_AES_256_GCM_SHA384"), ended.Tls);
        Assert.Equal("mail-d.audit.test", ended.ServerName);
        Assert.Null(ended.TlsFailure);
        Assert.Equal(SessionEnding.Quit, ended.Ending);
    }

    [Theory]
    [InlineData("tlsv1 alert unknown ca", "0A000418", 48)]
    [InlineData("sslv3 alert bad certificate", "0A000412", 42)]
    [InlineData("sslv3 alert certificate expired", "0A000415", 45)]
    public void The_alert_of_a_broken_handshake_is_told(string reason, string code, int alert)
    {
        var ended = Read("d", 154,
            "connect from unknown[192.0.2.7]:5000",
            "SSL_accept error from unknown[192.0.2.7]:5000: -1",
            $"warning: TLS library problem: error:{code}:SSL routines::{reason}:../ssl/record/rec_layer_s3.c:1584:SSL alert number {alert}:",
            "lost connection after STARTTLS from unknown[192.0.2.7]:5000",
            "disconnect from unknown[192.0.2.7]:5000 ehlo=1 starttls=0/1 commands=1/2");

        Assert.NotNull(ended);
        Assert.Equal(new TlsFailure(alert, reason), ended.TlsFailure);
        Assert.Equal((SessionEnding.Lost, "STARTTLS"), (ended.Ending, ended.LastCommand));
        Assert.Null(ended.Client.VerifiedHostName);
        Assert.Equal("ehlo=1 starttls=0/1", ended.Commands.ToString());
    }

    [Theory]
    [InlineData("lost connection after EHLO from unknown[192.0.2.7]:5000", SessionEnding.Lost, "EHLO")]
    [InlineData("timeout after CONNECT from unknown[192.0.2.7]:5000", SessionEnding.TimedOut, "CONNECT")]
    [InlineData("too many errors after RCPT from unknown[192.0.2.7]:5000", SessionEnding.ClosedByReceiver, "RCPT")]
    [InlineData("lost connection after DATA (123 bytes) from unknown[192.0.2.7]:5000", SessionEnding.Lost, "DATA")]
    public void What_ends_without_QUIT_is_told_apart(string line, SessionEnding expected, string command)
    {
        var ended = Read("b", 9, "connect from unknown[192.0.2.7]:5000", line, "disconnect from unknown[192.0.2.7]:5000 ehlo=1 commands=1");

        Assert.Equal((expected, command), (ended?.Ending, ended?.LastCommand));
    }

    [Theory]
    [InlineData("localhost[127.0.0.1]:40098", "quit=1 commands=1")]
    [InlineData("unknown[192.0.2.7]:40098", "quit=1 commands=1")]
    [InlineData("unknown[192.0.2.7]:40098", "commands=0/0")]
    public void Health_checks_and_port_scanners_leave_no_record(string client, string commands) =>
        Assert.Null(Read("a", 1, $"connect from {client}", $"disconnect from {client} {commands}"));

    [Fact]
    public void Processes_and_receivers_do_not_mix_up_their_clients()
    {
        Read("b", 1, "connect from one.example[192.0.2.1]:1111");
        Read("b", 2, "connect from two.example[192.0.2.2]:2222", "lost connection after EHLO from two.example[192.0.2.2]:2222");
        Read("d", 1, "connect from three.example[192.0.2.3]:3333");

        Assert.Equal(SessionEnding.Quit, Read("b", 1, "disconnect from one.example[192.0.2.1]:1111 ehlo=1 quit=1 commands=2")?.Ending);
        Assert.Equal("three.example", Read("d", 1, "disconnect from three.example[192.0.2.3]:3333 ehlo=1 quit=1 commands=2")?.Client.VerifiedHostName);
        Assert.Equal(SessionEnding.Lost, Read("b", 2, "disconnect from two.example[192.0.2.2]:2222 ehlo=1 commands=1")?.Ending);
    }

    [Fact]
    public void A_last_line_that_comes_again_before_the_commit_leads_to_the_same_record()
    {
        string[] lines = ["connect from unknown[192.0.2.7]:5000", "SSL_accept error from unknown[192.0.2.7]:5000: lost connection", "disconnect from unknown[192.0.2.7]:5000 ehlo=1 starttls=0/1 commands=1/2"];
        var first = Read("d", 1, lines);
        Read("d", 1, "connect from other.example[192.0.2.8]:6000");
        var again = Read("d", 1, second: 2, lines[2]);

        Assert.NotNull(first?.TlsFailure);
        Assert.Same(first, again);
        sessions.Committed(first.SessionId);
        Assert.Null(Read("d", 1, second: 2, lines[2])?.TlsFailure);
    }

    [Fact]
    public void Lines_of_an_older_session_that_come_again_say_nothing_of_the_one_that_its_process_serves_now()
    {
        string[] older =
        [
            "connect from unknown[192.0.2.7]:5000",
            "warning: TLS library problem: error:0A000418:SSL routines::tlsv1 alert unknown ca:../ssl/record/rec_layer_s3.c:1584:SSL alert number 48:",
            "disconnect from unknown[192.0.2.7]:5000 ehlo=1 starttls=0/1 commands=1/2",
        ];
        Assert.Equal(48, Read("d", 1, older)?.TlsFailure?.Alert);
        Read("d", 1, second: 10, "connect from other.example[192.0.2.8]:6000");
        Read("d", 1, older);
        var ended = Read("d", 1, second: 11, "disconnect from other.example[192.0.2.8]:6000 ehlo=1 quit=1 commands=2");

        Assert.Null(ended?.TlsFailure);
        Assert.Equal(Start.AddSeconds(10), ended?.Began);
    }

    [Fact]
    public void A_session_that_began_before_the_collector_is_read_from_its_summary()
    {
        var ended = Read("b", 4, "disconnect from unknown[192.0.2.7]:5000 ehlo=1 commands=1");

        Assert.Equal(SessionEnding.Lost, ended?.Ending);
        Assert.Null(ended?.Began);
    }

    [Fact]
    public void The_log_of_another_host_is_left_alone() =>
        Assert.Null(Read("zz", 4, "disconnect from unknown[192.0.2.7]:5000 ehlo=1 quit=1 commands=2"));

    [Property(MaxTest = 2000)]
    public void Any_octets_are_answered_without_an_exception(byte[] octets, string? text)
    {
        Assert.Equal(SyslogLine.TryParse(octets, out var line), line is not null);
        foreach (var start in new[] { "connect from ", "disconnect from ", "TLS SNI ", "warning: TLS library problem: ", "SSL_accept error from ", "lost connection after ", "x TLS connection established from " })
        {
            Read("b", 7, (start + text).ReplaceLineEndings(" "));
        }
    }

    private static readonly DateTimeOffset Start = new(2026, 11, 24, 6, 51, 0, TimeSpan.Zero);

    /// <summary>The self-check connects now, and b logs that by a clock that is ahead.</summary>
    private void SelfCheckedWithClock(int ahead, int port)
    {
        selfChecks.Add(new(IPAddress.Parse("192.0.2.100"), port));
        Read("b", port, ahead, $"connect from unknown[192.0.2.100]:{port}", $"disconnect from unknown[192.0.2.100]:{port} ehlo=1 quit=1 commands=2");
    }

    private SessionEnded? Read(string letter, int process, params string[] messages) => Read(letter, process, 0, messages);

    private SessionEnded? Read(string letter, int process, int second, params string[] messages)
    {
        SessionEnded? last = null;
        foreach (var message in messages)
        {
            var text = $"<22>1 {Start.AddSeconds(second++):yyyy-MM-dd'T'HH:mm:ss.ffffff}+00:00 mail-{letter}.audit.test postfix/smtpd {process} - -  {message}\n";
            Assert.True(SyslogLine.TryParse(Encoding.UTF8.GetBytes(text), out var line), text);
            last = sessions.Take(line) ?? last;
        }

        return last;
    }
}
