using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Deployment.Local;

namespace MtaStsAudit.Audit.Zoo;

/// <summary>The image of a mail server on a release of Debian. Senders that differ in their settings alone share it.</summary>
internal sealed record SenderImage(string Folder, DebianRelease Release)
{
    /// <summary>Where the senders' folders are in the project.</summary>
    public const string Sources = "zoo";

    private const string ErrorOfApt = "E: ";

    public static SenderImage Of(ZooSender sender) => new(sender.Folder, sender.Release);

    /// <summary>All that the zoo may have.</summary>
    public static IEnumerable<SenderImage> All => ZooSenders.All.Select(Of).Distinct();

    public string Name => $"mta-sts-audit/sender-{Folder}:{DebianReleaseName.Of(Release)}";

    public ImageSource Source => new(Name, $"{Sources}-{Folder}-{DebianReleaseName.Of(Release)}", [$"{Sources}/Dockerfile", $"{Sources}/entrypoint.sh", $"{Sources}/{Folder}"], null);

    public IReadOnlyDictionary<string, string> Arguments => new Dictionary<string, string> { ["RELEASE"] = DebianReleaseName.Of(Release) };

    /// <summary>Why it cannot be built, in a line: what apt said, or else the engine's last words.</summary>
    public static string Why(CommandFault fault)
    {
        var lines = fault.Message.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        return lines.LastOrDefault(line => line.StartsWith(ErrorOfApt, StringComparison.Ordinal))?[ErrorOfApt.Length..] ?? lines[^1];
    }
}
