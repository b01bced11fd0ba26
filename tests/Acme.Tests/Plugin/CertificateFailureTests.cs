using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;
using Pulumi.Experimental;

namespace MtaStsAudit.Acme.Tests.Plugin;

/// <summary>What goes wrong on the way, and what is left of it.</summary>
public sealed class CertificateFailureTests(AcmeRig rig) : CertificateTest(rig)
{
    [Fact]
    public async Task A_failed_renewal_leaves_nothing_behind_and_changes_nothing()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");
        Plugin.Clock.Shift = TimeSpan.FromDays(365 * 4);
        Rig.DigitalOcean.Unpublished.Add("_acme-challenge.mail-z.audit");
        var inputs = certificate.Inputs
            .With(PropertyName.Names, new[] { "mail-a.audit.example.com", "mail-z.audit.example.com" })
            .With(PropertyName.PropagationTimeoutSeconds, 1);

        var error = await Assert.ThrowsAsync<TimeoutException>(() => Plugin.UpdateAsync(certificate, inputs));

        Assert.Contains($"{Rig.Pebble.Dns} has no such TXT at _acme-challenge.mail-z.audit.example.com", error.Message, StringComparison.Ordinal);
        Assert.Empty(Rig.DigitalOcean.Records);
    }

    [Fact]
    public async Task A_record_that_cannot_be_removed_is_a_warning_and_not_a_lost_certificate()
    {
        Rig.DigitalOcean.RefusesRemoval = true;

        var certificate = await IssueAsync("mail-a.audit.example.com");

        Assert.NotEmpty(certificate.Outputs.Text(PropertyName.FullChainPem));
        var warning = Assert.Single(Plugin.Engine.Log, line => line.Severity == LogSeverity.Warning);
        Assert.Contains("_acme-challenge.mail-a.audit.example.com TXT", warning.Message, StringComparison.Ordinal);
        // Others share the rig.
        Rig.DigitalOcean.RefusesRemoval = false;
        Rig.DigitalOcean.Records.Clear();
    }

    [Fact]
    public async Task An_order_that_does_not_end_is_given_up_with_what_it_waited_for()
    {
        Rig.DigitalOcean.Unpublished.Add("_acme-challenge.slow");
        var inputs = await InputsAsync("slow.example.com");

        var error = await Assert.ThrowsAsync<TimeoutException>(
            () => Plugin.CreateAsync(ProviderPackage.Certificate, Name, inputs, TimeSpan.FromSeconds(2)));

        Assert.Contains("took longer than 2 s; it waited for the challenge records to be known", error.Message, StringComparison.Ordinal);
        Assert.Empty(Rig.DigitalOcean.Records);
    }

    [Fact]
    public async Task An_order_that_is_stopped_takes_its_records_along()
    {
        Rig.DigitalOcean.Unpublished.Add("_acme-challenge.stopped");
        var inputs = await InputsAsync("stopped.example.com");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Plugin.Cancellation = stop.Token;
        var order = Plugin.CreateAsync(ProviderPackage.Certificate, Name, inputs);
        while (Rig.DigitalOcean.Records.IsEmpty && !order.IsCompleted)
        {
            await Task.Delay(10, stop.Token);
        }

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => order);
        Assert.Empty(Rig.DigitalOcean.Records);
    }
}
