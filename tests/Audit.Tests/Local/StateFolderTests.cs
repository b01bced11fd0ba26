using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Deployment.Bundles;

namespace MtaStsAudit.Audit.Tests.Local;

public sealed class StateFolderTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly StateFolder folder;

    public StateFolderTests() => folder = new StateFolder(temporary.At("state"));

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Only_its_owner_may_enter()
    {
        folder.Create();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Path));
    }

    [Fact]
    public void A_file_that_is_as_it_should_be_is_left_alone_because_it_may_be_mounted()
    {
        folder.Write(BundleFile.Text("dns/resolv.conf", "nameserver 192.0.2.1\n"));
        var past = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(folder.At("dns/resolv.conf"), past);

        folder.Write(BundleFile.Text("dns/resolv.conf", "nameserver 192.0.2.1\n"));
        Assert.Equal(past, File.GetLastWriteTimeUtc(folder.At("dns/resolv.conf")));

        folder.Write(BundleFile.Text("dns/resolv.conf", "nameserver 192.0.2.2\n"));
        Assert.Equal("nameserver 192.0.2.2\n", folder.Read("dns/resolv.conf"));
    }

    [Fact]
    public void A_secret_has_its_mode_from_the_beginning_and_gets_it_back()
    {
        folder.Write(BundleFile.Secret("ca/x.key", "secret"));
        File.SetUnixFileMode(folder.At("ca/x.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        folder.Write(BundleFile.Secret("ca/x.key", "secret"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.At("ca/x.key")));
    }

    [Fact]
    public void What_an_earlier_bundle_left_goes_and_what_is_no_part_of_bundles_stays()
    {
        folder.Write(BundleFile.Text("receivers/z/main.cf", ""));
        folder.Write(BundleFile.Secret("ca/trusted.key", "secret"));
        folder.Write([BundleFile.Text("receivers/a/main.cf", "")]);

        Assert.Null(folder.Read("receivers/z/main.cf"));
        Assert.NotNull(folder.Read("receivers/a/main.cf"));
        Assert.NotNull(folder.Read("ca/trusted.key"));
    }

    [Fact]
    public void A_folder_that_holds_no_testbed_is_not_removed()
    {
        temporary.Put("state/thesis.tex", "years of work");

        Assert.Throws<CommandFault>(folder.Remove);
        Assert.True(File.Exists(temporary.At("state/thesis.tex")));
    }
}
