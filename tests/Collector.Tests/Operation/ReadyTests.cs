using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using MtaStsAudit.Collector.Readiness;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.SelfChecks;

namespace MtaStsAudit.Collector.Tests.Operation;

public sealed class ReadyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_collector_with_all_that_it_needs_is_ready()
    {
        WriteCertificate("mail-a.audit.test", daysLeft: 60);
        await using var collector = await RunningCollector.StartAsync(folder);
        var (status, report) = await AskAsync(collector);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(report.Store.Ok, report.Store.Detail);
        Assert.True(report.Store.FreeMiB > 0);
        Assert.Equal(("mail-a.audit.test", 60), (Assert.Single(report.Certificates).Name, Math.Round(report.Certificates[0].DaysLeft)));
        Assert.Equal(["a", "b", "c", "d", "e", "f"], report.Receivers.Select(receiver => receiver.Receiver));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(-1, false)]
    [InlineData(4, true)]
    public async Task A_certificate_that_runs_out_makes_it_not_ready(int daysLeft, bool ready)
    {
        WriteCertificate("mail-a.audit.test", daysLeft);
        await using var collector = await RunningCollector.StartAsync(folder);
        var (status, report) = await AskAsync(collector);

        Assert.Equal(ready ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal((ready, ready), (report.Ready, report.Certificates[0].Ok));
    }

    [Fact]
    public async Task A_store_that_takes_no_writes_makes_it_not_ready_and_the_process_is_healthy_all_the_same()
    {
        await using var collector = await RunningCollector.StartAsync(folder);
        await using (var intruder = new SqliteConnection($"Data Source={folder.At("evidence.db")};Pooling=False"))
        {
            await intruder.OpenAsync(Cancelled);
            await using var takeIt = intruder.CreateCommand();
            takeIt.CommandText = "BEGIN EXCLUSIVE";
            await takeIt.ExecuteNonQueryAsync(Cancelled);

            var (status, report) = await AskAsync(collector);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, false), (status, report.Store.Ok));
            Assert.Contains("locked", report.Store.Detail, StringComparison.Ordinal);
            using var healthy = await collector.Http.GetAsync(new Uri("health", UriKind.Relative), Cancelled);
            Assert.Equal(HttpStatusCode.OK, healthy.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(collector)).Status);
    }

    [Theory]
    [InlineData(null, true, "not checked yet")]
    [InlineData(SiteState.AsDesigned, true, "as designed")]
    [InlineData(SiteState.NeedsCare, true, "as designed")]
    [InlineData(SiteState.NotChecked, true, "mail-c: said so")]
    [InlineData(SiteState.NotAsDesigned, false, "mail-c: said so")]
    public void A_receiver_is_as_the_newest_self_check_found_it_and_what_could_not_be_checked_is_not_held_against_it(SiteState? found, bool ok, string detail)
    {
        SiteFinding[]? newest = found is { } state
            ? [new(new('b'), TestbedPart.Reach, SiteState.NotAsDesigned, "mail-b", "another’s"), new(new('c'), TestbedPart.Reach, state, "mail-c", "said so")]
            : null;

        Assert.Equal(new ReceiverState(ok, "c", detail), Readiness.Readiness.StateOf(Catalogue.Find(new('c'))!, newest));
    }

    private static async Task<(HttpStatusCode Status, ReadyReport Report)> AskAsync(RunningCollector collector)
    {
        using var answer = await collector.Http.GetAsync(new Uri("ready", UriKind.Relative), Cancelled);
        return (answer.StatusCode, JsonSerializer.Deserialize(await answer.Content.ReadAsStringAsync(Cancelled), ReadyJson.Default.ReadyReport)!);
    }

    private void WriteCertificate(string name, int daysLeft)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-10), now.AddDays(daysLeft));
        Directory.CreateDirectory(folder.At($"certificates/{name}"));
        File.WriteAllText(folder.At($"certificates/{name}/certificate.pem"), $"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n");
    }
}
