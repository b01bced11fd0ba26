using System.Net;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Web.Tests.Stage;

/// <summary>Commits what the collector commits while a real sender mails: the message first, the session's end after it.</summary>
internal sealed class RigSender(IEvidenceStore store, AuditToken token)
{
    private static readonly TlsParameters Negotiated = new("TLSv1.3", "TLS_AES_256_GCM_SHA384");

    private static int sessions;

    public IPAddress Address { get; init; } = IPAddress.Parse("192.0.2.25");

    public string HostName { get; init; } = "mx1.sender.example";

    public string Helo { get; init; } = "mx1.sender.example";

    public string MailFrom { get; init; } = "auditor@sender.example";

    public string Subject { get; init; } = "MTA-STS audit";

    public string UserAgent { get; init; } = "postfix-mta-sts-resolver/1.5.0";

    /// <summary>Mails every receiver as a sender that honours MTA-STS does.</summary>
    public async Task MailCompliantlyAsync()
    {
        await FetchAsync("abcde");
        await DeliverAsync("acef");
        await RefuseAsync("bd");
    }

    public Task DeliverAsync(string letters) => DeliverToAsync([.. letters.Select(letter => letter.ToString())]);

    /// <param name="names">Receivers of any scenario.</param>
    public async Task DeliverToAsync(params string[] names)
    {
        foreach (var letter in names.Select(name => new ReceiverName(name)))
        {
            var client = NextClient();
            var tls = Catalogue.Find(letter)!.Tls == TlsOffer.None ? null : Negotiated;
            var began = await AppendAsync(new MessageAccepted(
                letter, client, Helo, tls, MailFrom, WebStage.Names.Address(token, Catalogue.Find(letter)!.Scenario), token, $"4Q{client.Port:x}", Subject, 612));
            var commands = tls is null ? "ehlo=1 mail=1 rcpt=1 data=1 quit=1" : "ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1";
            await AppendAsync(Ended(letter, client, began, tls, commands));
        }
    }

    public Task RefuseAsync(string letters) => RefuseAtAsync([.. letters.Select(letter => letter.ToString())]);

    /// <param name="names">As in <see cref="DeliverToAsync"/>.</param>
    public async Task RefuseAtAsync(params string[] names)
    {
        foreach (var letter in names.Select(name => new ReceiverName(name)))
        {
            var client = NextClient();
            var tls = Catalogue.Find(letter)!.Tls == TlsOffer.None ? null : Negotiated;
            var began = await AppendAsync(new SessionHeard(letter, client, [Helo], null));
            await AppendAsync(Ended(letter, client, began, tls, tls is null ? "ehlo=1 quit=1" : "ehlo=1 starttls=1 quit=1"));
        }
    }

    public async Task FetchAsync(string letters)
    {
        foreach (var letter in letters.Select(letter => new ReceiverName(letter)))
        {
            await AppendAsync(new PolicyFetched(
                letter, Address, UserAgent, WebStage.Names.PolicyHost(letter).Value, "TLSv1.3", 200, "0123456789abcdef0123456789abcdef"));
        }
    }

    /// <returns>When it was committed.</returns>
    private async Task<DateTimeOffset> AppendAsync(Observation what) =>
        (await store.AppendAsync([what], default, TestContext.Current.CancellationToken))[0].At;

    private SmtpClient NextClient() => new(Address, 30_000 + Interlocked.Increment(ref sessions) % 30_000, HostName);

    private static SessionEnded Ended(ReceiverName letter, SmtpClient client, DateTimeOffset began, TlsParameters? tls, string commands) => new(
        letter, client, began, tls, tls is null ? null : WebStage.Names.MailHost(letter).Value, null, Summary(commands),
        SessionEnding.Quit, null, $"{letter}-{client.Port}-{Guid.NewGuid()}");

    private static CommandSummary Summary(string commands) => new(commands.Split(' ')
        .Select(part => part.Split('='))
        .ToDictionary(part => part[0], part => new CommandCount(int.Parse(part[1]), int.Parse(part[1]))));
}
