namespace MtaStsAudit.Deployment.Local;

/// <summary>A release of Debian that the senders of the zoo are taken from.</summary>
public enum DebianRelease
{
    /// <summary>Debian 12.</summary>
    Bookworm,

    /// <summary>Debian 13.</summary>
    Trixie,

    /// <summary>Debian 14, which is not released yet and changes every day.</summary>
    Forky,
}

/// <summary>What releases are called: as Debian's archive has them, in small letters.</summary>
public static class DebianReleaseName
{
    public static string Of(DebianRelease release) => release switch
    {
        DebianRelease.Bookworm => "bookworm",
        DebianRelease.Trixie => "trixie",
        DebianRelease.Forky => "forky",
    };
}
