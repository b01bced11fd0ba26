using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using MtaStsAudit.Images;
using MtaStsAudit.Infra.Tests.Site;
using MtaStsAudit.Stack;
using MtaStsAudit.Stack.Images;
using Pulumi.Testing;

namespace MtaStsAudit.Infra.Tests.Images;

/// <summary>What is published here, and what of it gets into the state.</summary>
public sealed class ImageSourcesTests
{
    private const int MostOctets = 1_000_000;

    [Fact]
    public async Task From_another_folder_and_with_other_file_times_the_same_octets_are_published_and_the_program_has_the_same_inputs()
    {
        var root = RepositoryRoot.Find();
        using var copy = CheckoutCopy.Of(root);
        var issued = new SiteMocks().Issued;

        var (here, there) = (await ImageSources.ReadAsync(root, CancellationToken.None), await ImageSources.ReadAsync(copy.Root, CancellationToken.None));
        Assert.Equal(Contents(root, here), Contents(copy.Root, there));
        Assert.Equal(here.Collector, there.Collector);

        Assert.Equal(await InputsAsync(root, issued), await InputsAsync(copy.Root, issued));
    }

    [Fact]
    public async Task It_is_the_collector_and_the_receivers_image_for_Linux_and_scripts_can_be_run()
    {
        var root = RepositoryRoot.Find();
        var images = await ImageSources.ReadAsync(root, CancellationToken.None);
        var program = Contents(root, images).Keys;

        Assert.Contains("app/MtaStsAudit.Collector.dll", program);
        Assert.DoesNotContain(program, path => path.Contains("/runtimes/win", StringComparison.Ordinal));
        Assert.Contains(images.Files, file => file.Path == "images/postfix/Dockerfile");
        Assert.All(images.Files.Where(file => file.Path.EndsWith(".sh", StringComparison.Ordinal)), file => Assert.True(file.Mode.HasFlag(UnixFileMode.OtherExecute)));
    }

    [Fact]
    public void What_was_published_is_kept_until_a_source_changes()
    {
        using var copy = CheckoutCopy.Of(RepositoryRoot.Find());
        var before = ProgramSources.Digest(copy.Root, PublishedProgram.Collector, "10.0.100");

        copy.Touch();
        Assert.Equal(before, ProgramSources.Digest(copy.Root, PublishedProgram.Collector, "10.0.100"));

        Assert.NotEqual(before, ProgramSources.Digest(copy.Root, PublishedProgram.Collector, "10.0.101"));
        copy.Write("receiver/collector/obj/made.cs", "// by the compiler");
        Assert.Equal(before, ProgramSources.Digest(copy.Root, PublishedProgram.Collector, "10.0.100"));
        foreach (var source in new[] { "receiver/collector/New.cs", "probes/New.cs", "model/Names/New.cs", "Directory.Packages.props" })
        {
            copy.Write(source, "changed");
            var after = ProgramSources.Digest(copy.Root, PublishedProgram.Collector, "10.0.100");
            Assert.NotEqual(before, after);
            before = after;
        }
    }

    [Fact]
    public async Task The_state_is_under_a_megabyte()
    {
        var run = await SiteRun.Of(await ImageSources.ReadAsync(RepositoryRoot.Find(), CancellationToken.None), ("layout", "spread"));

        // Inputs stand in the state twice, since outputs repeat them; a secret is encrypted and then written in base64.
        var octets = run.Mocks.Registered.Sum(resource => resource.Inputs.Values.Sum(Octets)) * 2L * 4 / 3;

        TestContext.Current.TestOutputHelper?.WriteLine($"{octets} octets");
        Assert.InRange(octets, 10_000, MostOctets);
    }

    [Fact]
    public async Task A_collector_that_does_not_build_is_told_before_anything_is_touched()
    {
        var empty = Directory.CreateTempSubdirectory("mta-sts-audit-empty-");
        Directory.CreateDirectory(Path.Combine(empty.FullName, "receiver", "collector"));
        Directory.CreateDirectory(Path.Combine(empty.FullName, "receiver", "postfix"));
        Directory.CreateDirectory(Path.Combine(empty.FullName, "receiver", "tunnel"));
        File.WriteAllText(Path.Combine(empty.FullName, "receiver", "collector", "Dockerfile"), "FROM scratch");
        try
        {
            using var configured = ProgramSettings.Of();
            var mocks = new SiteMocks();
            var refusal = await Assert.ThrowsAnyAsync<Exception>(() => Pulumi.Deployment.TestAsync(
                mocks, new TestOptions { IsPreview = false, StackName = "prod" }, () => TestbedProgram.RunAsync(empty.FullName, "")));

            Assert.Contains("The collector could not be published, so nothing was touched:", refusal.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(mocks.Registered, resource => resource.Type != "pulumi:pulumi:Stack");
        }
        finally
        {
            empty.Delete(recursive: true);
        }
    }

    /// <summary>What stands in the state of a value. Of a file, its hash and its path do.</summary>
    private static int Octets(object? value) => value switch
    {
        string text => Encoding.UTF8.GetByteCount(text),
        ImmutableArray<object> items => items.Sum(Octets),
        ImmutableDictionary<string, object> values => values.Sum(pair => pair.Key.Length + Octets(pair.Value)),
        _ => 200,
    };

    private static SortedDictionary<string, string> Contents(string root, ImageSources images)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var packed = File.OpenRead(Path.GetFullPath(images.Collector.Path, ProgramFolder.Of(root)));
        using var tar = new TarReader(new GZipStream(packed, CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType == TarEntryType.RegularFile)
            {
                files[entry.Name] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(entry.DataStream ?? Stream.Null));
            }
        }

        return files;
    }

    private static async Task<string> InputsAsync(string root, System.Collections.Concurrent.ConcurrentDictionary<string, string> issued)
    {
        using var configured = ProgramSettings.Of();
        var mocks = new SiteMocks { Issued = issued };
        await Pulumi.Deployment.TestAsync(
            mocks, new TestOptions { IsPreview = false, StackName = "prod" }, () => TestbedProgram.RunAsync(root, Path.Combine(root, "infra", "stack", "bin", "program.dll")));
        return string.Join('\n', mocks.Registered.OrderBy(resource => resource.Name, StringComparer.Ordinal).Select(resource => $"{resource.Name} {Text(resource.Inputs)}"));
    }

    private static string Text(object? value) => value switch
    {
        ImmutableArray<object> items => $"[{string.Join(", ", items.Select(Text))}]",
        ImmutableDictionary<string, object> values => $"{{{string.Join(", ", values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {Text(pair.Value)}"))}}}",
        Pulumi.AssetOrArchive asset => $"{asset.GetType().Name} {PathOf(asset)}",
        _ => $"{value}",
    };

    // The SDK keeps to itself what it sends to the engine.
    private static object? PathOf(Pulumi.AssetOrArchive asset) =>
        typeof(Pulumi.AssetOrArchive).GetProperty("Value", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(asset);
}
