namespace MtaStsAudit.Audit.Conform;

/// <summary>What a mail server fails by: option <c>--profile</c>.</summary>
internal enum ConformanceLevel
{
    /// <summary>By violating a MUST.</summary>
    Must,

    /// <summary>By missing a SHOULD as well.</summary>
    Should,
}

/// <summary>What the levels are called on the command line.</summary>
internal static class ConformanceLevelName
{
    public static string Of(ConformanceLevel level) => level switch
    {
        ConformanceLevel.Must => "rfc8461-must",
        ConformanceLevel.Should => "rfc8461-should",
    };

    public static string InWords(ConformanceLevel level) => level switch
    {
        ConformanceLevel.Must => "every MUST",
        ConformanceLevel.Should => "every MUST and SHOULD",
    };
}
