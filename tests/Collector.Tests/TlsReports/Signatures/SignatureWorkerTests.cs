using System.Buffers.Binary;
using Microsoft.Extensions.DependencyInjection;
using MtaStsAudit.Collector.Tests.Milter;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Collector.TlsReports.Signatures;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Collector.Tests.TlsReports.Signatures;

public sealed class SignatureWorkerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_mailed_report_is_acknowledged_before_DNS_is_asked_and_its_signature_is_recorded_then()
    {
        var answer = new TaskCompletionSource();
        await using var collector = await StartAsync(async (owner, token) =>
        {
            await answer.Task.WaitAsync(token);
            return await SignedMail.Dns()(owner, token);
        });
        var recorded = NextCheck(collector);
        var report = await MailAsync(collector, SignedMail.Octets());
        Assert.Empty(await collector.ReportMails.ChecksOfAsync(report, Cancelled));

        answer.SetResult();

        Assert.Equal(new(report.Id, new(SignatureResult.Valid, "sender.example", "Signed by sender.example (DKIM).")), await recorded);
        var received = (TlsReportReceived)report.What;
        Assert.Equal("f.audit.test", received.Envelope?.Domain);
        using var client = collector.Http;
        Assert.Contains("signed by sender.example", await client.GetStringAsync(new Uri($"tls-reports/{report.Id}", UriKind.Relative), Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_without_a_signature_is_shown_as_set_aside()
    {
        await using var collector = await StartAsync(SignedMail.Dns());
        var recorded = NextCheck(collector);
        var report = await MailAsync(collector, System.Text.Encoding.ASCII.GetBytes($"From: a@sender.example\r\nContent-Type: application/tlsrpt+json\r\n\r\n{SignedMail.Report}\r\n"));

        Assert.Equal((report.Id, SignatureResult.Unsigned), ((await recorded).Report, (await recorded).Signature.Result));
        using var client = collector.Http;
        foreach (var page in new[] { "tls-reports", $"tls-reports/{report.Id}" })
        {
            Assert.Contains("set aside: not signed", await client.GetStringAsync(new Uri(page, UriKind.Relative), Cancelled), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_DNS_did_not_answer_is_asked_again_after_the_next_start()
    {
        EvidenceRecord report;
        await using (var collector = await StartAsync((_, _) => Task.FromResult(new DnsAnswer<string>([], "the resolver did not answer in time"))))
        {
            var failed = NextCheck(collector);
            report = await MailAsync(collector, SignedMail.Octets());
            Assert.Equal(SignatureResult.NotChecked, (await failed).Signature.Result);
        }

        var asked = new TaskCompletionSource();
        await using var again = await StartAsync(async (owner, token) =>
        {
            await asked.Task.WaitAsync(token);
            return await SignedMail.Dns()(owner, token);
        });
        var recorded = NextCheck(again);
        asked.SetResult();

        Assert.Equal(SignatureResult.Valid, (await recorded).Signature.Result);
        Assert.Equal(SignatureResult.Valid, ReportStandings.SignaturesIn(await again.ReportMails.ChecksOfAsync(report, Cancelled))[report.Id].Result);
    }

    private Task<RunningCollector> StartAsync(KeyLookup lookup) =>
        RunningCollector.StartAsync(folder, services: services => services.AddSingleton(lookup));

    private static Task<ReportSignatureChecked> NextCheck(RunningCollector collector)
    {
        var next = new TaskCompletionSource<ReportSignatureChecked>(TaskCreationOptions.RunContinuationsAsynchronously);
        collector.Writer.Committed += records =>
        {
            if (records.Select(record => record.What).OfType<ReportSignatureChecked>().FirstOrDefault() is { } check)
            {
                next.TrySetResult(check);
            }
        };
        return next.Task.WaitAsync(Cancelled);
    }

    private static async Task<EvidenceRecord> MailAsync(RunningCollector collector, byte[] mail)
    {
        await using var postfix = await RunningCollector.ConnectAsync(collector.Milter);
        foreach (var frame in MilterTalk.Greeting().Concat(SignedMail.OverMilter(mail)))
        {
            await postfix.WriteAsync(frame, Cancelled);
        }

        Assert.Equal('O', await AnswerAsync(postfix));
        Assert.Equal('d', await AnswerAsync(postfix));
        return Assert.Single(await collector.Store.WithoutTokenAsync(9, 10_000, Cancelled));
    }

    private static async Task<char> AnswerAsync(Stream postfix)
    {
        var head = new byte[5];
        await postfix.ReadExactlyAsync(head, Cancelled);
        await postfix.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(head) - 1], Cancelled);
        return (char)head[4];
    }
}
