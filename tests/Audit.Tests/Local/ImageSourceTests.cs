using MtaStsAudit.Audit.Local;

namespace MtaStsAudit.Audit.Tests.Local;

public sealed class ImageSourceTests : IDisposable
{
    private static readonly ImageSource Source = new("image", "image", ["files", "other/Dockerfile"], "code/Code.csproj");

    private readonly TemporaryFolder temporary = new();

    private TestbedSources Sources => new(temporary.Path, null, temporary.At(".local"));

    public ImageSourceTests()
    {
        temporary.Put("files/Dockerfile", "FROM x");
        temporary.Put("files/sub/entrypoint.sh", "#!/bin/sh");
        temporary.Put("other/Dockerfile", "FROM y");
        temporary.Put("code/Code.csproj", """<Project><ItemGroup><ProjectReference Include="../below/Below.csproj" /></ItemGroup></Project>""");
        temporary.Put("code/a.cs", "class A;");
        temporary.Put("below/Below.csproj", "<Project />");
    }

    public void Dispose() => temporary.Dispose();

    [Theory]
    [InlineData("files/sub/entrypoint.sh")]
    [InlineData("code/a.cs")]
    [InlineData("code/new.cs")]
    [InlineData("below/b.cs")]
    [InlineData("Directory.Build.props")]
    public void The_digest_changes_with_every_file_that_the_image_is_made_of(string file)
    {
        var before = Source.Digest(Sources);
        temporary.Put(file, "changed");

        Assert.NotEqual(before, Source.Digest(Sources));
    }

    [Theory]
    [InlineData("code/bin/a.dll")]
    [InlineData("code/obj/a.json")]
    [InlineData("unrelated.txt")]
    public void The_digest_ignores_what_a_build_leaves_and_what_is_elsewhere(string file)
    {
        var before = Source.Digest(Sources);
        temporary.Put(file, "changed");

        Assert.Equal(before, Source.Digest(Sources));
    }

    [Fact]
    public void The_context_holds_the_files_and_nothing_of_an_earlier_time()
    {
        temporary.Put("context/old", "");
        new ImageSource("image", "image", ["files"], null).Stage(Sources, temporary.At("context"));

        Assert.Equal(
            ["Dockerfile", "sub/entrypoint.sh"],
            Directory.EnumerateFiles(temporary.At("context"), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(temporary.At("context"), file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_image_of_the_testbed_has_its_sources_in_the_repository()
    {
        var root = RepositoryRoot.Find(AppContext.BaseDirectory);

        Assert.All(ImageSource.All, source => Assert.Equal(16, source.Digest(new TestbedSources(root, null, root)).Length));
    }
}
