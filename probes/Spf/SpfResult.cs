namespace MtaStsAudit.Probes.Spf;

/// <summary>The results of check_host(), RFC 7208 §2.6.</summary>
internal enum SpfResult
{
    None,
    Neutral,
    Pass,
    Fail,
    SoftFail,
    TempError,
    PermError,
}

/// <summary>What SPF says of a client.</summary>
/// <param name="NamesClient">
/// Whether what matched says which clients are meant. <c>all</c>, or a network that is half the internet, passes every client: that a
/// domain lets everybody write in its name makes no client its own.
/// </param>
/// <param name="IsComplete">Whether every mechanism that was come to was evaluated; of <c>ptr</c> and the macro <c>p</c> nothing is known here.</param>
internal sealed record SpfAnswer(SpfResult Result, bool NamesClient = false, bool IsComplete = true);
