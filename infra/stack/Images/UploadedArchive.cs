using MtaStsAudit.Deployment.Bundles;

namespace MtaStsAudit.Stack.Images;

/// <summary>A part of the bundle that is too large for a command's input, and for the state: a file that is uploaded before.</summary>
/// <param name="Path">Of the gzipped tar archive on this machine, relative to the program's folder.</param>
/// <param name="Sha256">Of the archive before it was compressed, in lower-case hexadecimal: the same content has the same on every machine.</param>
/// <param name="Folder">Of the bundle, where it is unpacked.</param>
internal sealed record UploadedArchive(string Path, string Sha256, string Folder)
{
    /// <summary>Relative to the home of who logs on, which is where SFTP begins.</summary>
    public string RemotePath => $"mta-sts-audit/{Sha256}.tar.gz";

    /// <summary>How the bundle tells the host of it: a line for <c>deploy.sh</c>.</summary>
    public BundleFile Line => BundleFile.Text("archives", $"{Sha256} {Folder}\n");
}
