using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Stack.Images;

namespace MtaStsAudit.Infra.Tests.Images;

public sealed class ImageSourcesTests
{
    [Fact]
    public async Task The_same_source_gives_the_same_octets_so_that_a_second_update_changes_nothing()
    {
        var root = RepositoryRoot.Find();
        var first = await ImageSources.ReadAsync(root, CancellationToken.None);
        var second = await ImageSources.ReadAsync(root, CancellationToken.None);

        Assert.Equal(BundleArchive.Pack(first), BundleArchive.Pack(second));
        Assert.Contains(first, file => file.Path == "images/collector/app/MtaStsAudit.Collector.dll");
        Assert.Contains(first, file => file.Path == "images/postfix/Dockerfile");
        Assert.All(first.Where(file => file.Path.EndsWith(".sh", StringComparison.Ordinal)), file => Assert.True(file.Mode.HasFlag(UnixFileMode.OtherExecute)));
    }

    [Fact]
    public async Task A_collector_that_does_not_build_is_told_before_anything_is_touched()
    {
        var empty = Directory.CreateTempSubdirectory("mta-sts-audit-empty-");
        try
        {
            var refusal = await Assert.ThrowsAsync<Pulumi.RunException>(() => ImageSources.ReadAsync(empty.FullName, CancellationToken.None));

            Assert.StartsWith("The collector could not be published, so nothing was touched:", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            empty.Delete(recursive: true);
        }
    }
}
