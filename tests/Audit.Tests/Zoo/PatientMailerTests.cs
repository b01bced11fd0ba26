using MimeKit;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Sending;
using MtaStsAudit.Audit.Tests.Stories;
using MtaStsAudit.Audit.Zoo;
using MtaStsAudit.Model.Tests.Verdicts;

namespace MtaStsAudit.Audit.Tests.Zoo;

public sealed class PatientMailerTests
{
    private readonly JumpingTime time = new(AuditStory.Start);

    [Fact]
    public async Task A_mail_server_that_starts_again_gets_the_messages_then()
    {
        var mailer = new AbsentMailer(absences: 3);

        Assert.Empty(await new PatientMailer(mailer, time).SendAsync([new MimeMessage()], TestContext.Current.CancellationToken));
        Assert.Equal(4, mailer.Tries);
    }

    [Fact]
    public async Task What_a_mail_server_that_stays_away_did_not_take_is_put_off()
    {
        var refused = await new PatientMailer(new AbsentMailer(absences: int.MaxValue), time).SendAsync([new MimeMessage()], TestContext.Current.CancellationToken);

        Assert.True(Assert.Single(refused).IsTransient);
        Assert.Equal("Connection refused", refused[0].Words);
    }

    private sealed class AbsentMailer(int absences) : IMailer
    {
        public int Tries { get; private set; }

        public Task<IReadOnlyList<RefusedMessage>> SendAsync(IReadOnlyList<MimeMessage> messages, CancellationToken cancellationToken) =>
            ++Tries <= absences ? throw new CommandFault("Connection refused") : Task.FromResult<IReadOnlyList<RefusedMessage>>([]);
    }
}
