using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Local;

namespace MtaStsAudit.Audit.Tests.Local;

/// <summary>Where the local testbed is built from.</summary>
public sealed class TestbedSourcesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void In_a_checkout_it_is_the_checkout_also_for_an_installed_tool()
    {
        folder.Put("checkout/" + RepositoryRoot.Mark, "");
        folder.Put("checkout/docs/x", "");
        folder.Put("tool/testbed/scripts/base-images.sh", "");

        var sources = TestbedSources.Find(folder.At("checkout/docs"), folder.At("tool"));

        Assert.Equal((folder.At("checkout"), null, folder.At("checkout/.local")), (sources.Root, sources.Published, sources.State));
    }

    [Fact]
    public void Elsewhere_it_is_what_the_tool_carries_and_its_state_is_the_users()
    {
        folder.Put("tool/testbed/scripts/base-images.sh", "");

        var sources = TestbedSources.Find(folder.Path, folder.At("tool"));

        Assert.Equal((folder.At("tool/testbed"), folder.At("tool/testbed/published")), (sources.Root, sources.Published));
        Assert.EndsWith("/mta-sts-audit", sources.State, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Path, sources.State, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_either_it_says_what_to_do() =>
        Assert.Contains("change into a checkout of it, or install the tool", Assert.Throws<CommandFault>(() => TestbedSources.Find(folder.Path, folder.Path)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_carried_becomes_a_build_context_whose_scripts_may_be_run()
    {
        foreach (var path in new[] { "receiver/collector/Dockerfile", "receiver/postfix/Dockerfile", "receiver/postfix/entrypoint.sh", "published/collector/app.dll", "published/collector/runtimes/linux-x64/native/e.so" })
        {
            folder.Put($"tool/testbed/{path}", path);
        }

        var sources = TestbedSources.Find(folder.Path, folder.At("tool"));
        var (collector, postfix) = (ImageSource.All.Single(source => source.Folder == "collector"), ImageSource.All.Single(source => source.Folder == "postfix"));
        collector.Stage(sources, folder.At("contexts/collector"));
        postfix.Stage(sources, folder.At("contexts/postfix"));

        Assert.Equal("published/collector/app.dll", File.ReadAllText(folder.At("contexts/collector/app/app.dll")));
        Assert.True(File.Exists(folder.At("contexts/collector/app/runtimes/linux-x64/native/e.so")));
        Assert.True(File.GetUnixFileMode(folder.At("contexts/postfix/entrypoint.sh")).HasFlag(UnixFileMode.UserExecute));

        var before = collector.Digest(sources);
        folder.Put("tool/testbed/published/collector/app.dll", "another version");
        Assert.NotEqual(before, collector.Digest(sources));
    }
}
