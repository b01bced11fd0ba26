namespace MtaStsAudit.Audit.Commands;

/// <summary>What the process answers. Part of the command line's contract.</summary>
internal static class ExitCode
{
    /// <summary>The audit came out as Full support for good; for other verbs: all went well.</summary>
    public const int FullSupport = 0;

    public const int Done = 0;

    /// <summary>The audit was judged, and came out as anything but Full support.</summary>
    public const int OtherVerdict = 1;

    /// <summary>For <c>inbound</c>: at least one finding is an error.</summary>
    public const int HasErrors = 1;

    /// <summary>For <c>doctor</c>: at least one thing is not as designed.</summary>
    public const int NotAsDesigned = 1;

    /// <summary>For <c>local status</c>: not all of the testbed is up and healthy.</summary>
    public const int NotHealthy = 1;

    /// <summary>For <c>conform</c>: something asked was not done, and is not known.</summary>
    public const int DoesNotConform = 1;

    /// <summary>Wrong usage, or something outside this program failed: the API, the relay, the container engine.</summary>
    public const int Failed = 2;

    /// <summary>For <c>judge</c>: a story's verdict is not the expected one.</summary>
    public const int NotAsExpected = 1;

    /// <summary>Full support so far, and the auditor accepted that.</summary>
    public const int FullSupportSoFar = 4;

    /// <summary>Time was up before the audit was judged, or while Full support was so far only. For <c>conform</c>: a scenario is undecided.</summary>
    public const int StillWaiting = 3;

    /// <summary>For <c>zoo</c>: a sender was left out, or has no verdict.</summary>
    public const int NotAllAudited = 3;

    /// <summary>For <c>doctor</c> and <c>inbound</c>: nothing is wrong, but something could not be checked from this machine.</summary>
    public const int NotAllChecked = 3;

    /// <summary>Ctrl-C: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;
}
