using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using MtaStsAudit.Deployment.Bundles;

namespace MtaStsAudit.Deployment.Tests.Deployment;

public sealed class BundleArchiveTests
{
    private static readonly BundleFile[] Files =
        [BundleFile.Text("b/c/two.txt", "2"), BundleFile.Secret("a.txt", "1"), BundleFile.Text("b/one.txt", "")];

    [Fact]
    public void The_same_files_in_any_order_give_the_same_octets() =>
        Assert.Equal(BundleArchive.Pack(Files), BundleArchive.Pack(Files.Reverse()));

    [Fact]
    public void Folders_come_before_their_files_and_everything_has_its_mode_and_no_date()
    {
        using var tar = new TarReader(new GZipStream(new MemoryStream(BundleArchive.Pack(Files)), CompressionMode.Decompress));
        List<string> seen = [];
        while (tar.GetNextEntry(copyData: true) is { } entry)
        {
            Assert.Equal(DateTimeOffset.UnixEpoch, entry.ModificationTime);
            using var content = entry.DataStream is null ? null : new StreamReader(entry.DataStream, Encoding.UTF8);
            seen.Add($"{entry.Name} {Convert.ToString((int)entry.Mode, 8)} {content?.ReadToEnd()}".TrimEnd());
        }

        Assert.Equal(["b/ 755", "b/c/ 755", "a.txt 600 1", "b/c/two.txt 644 2", "b/one.txt 644"], seen);
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("")]
    public void A_path_out_of_the_bundle_is_refused(string path) =>
        Assert.Throws<ArgumentException>(() => BundleArchive.Pack([BundleFile.Text(path, "")]));

    [Fact]
    public void A_file_stands_once() =>
        Assert.Throws<ArgumentException>(() => BundleArchive.Pack([BundleFile.Text("a", "1"), BundleFile.Text("a", "2")]));
}
