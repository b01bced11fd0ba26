namespace MtaStsAudit.Model.Inbound;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>It could not be seen from here, for a reason that is not the domain's. It says nothing for or against the domain.</summary>
    NotChecked,

    /// <summary>Mail is less protected than it could be.</summary>
    Warning,

    /// <summary>Senders that honour the policy cannot read it, or cannot deliver.</summary>
    Error,
}

/// <summary>One thing that the inbound check found.</summary>
/// <param name="Id">Stable: scripts may rely on it.</param>
/// <param name="Subject">The name it is about: the domain, a record's owner, the policy host or an MX host.</param>
/// <param name="What">What was seen, in a sentence.</param>
/// <param name="Section">The RFC section that it rests on.</param>
/// <param name="Advice">What to do; null when nothing has to be done.</param>
public sealed record Finding(string Id, Severity Severity, string Subject, string What, string Section, string? Advice);

/// <summary>What all findings of one kind share.</summary>
public sealed record FindingKind(string Id, string Section, string? Advice = null)
{
    internal Finding At(Severity severity, string subject, string what) =>
        new(Id, severity, RemoteText.Printable(subject), RemoteText.Printable(what), Section, Advice);
}
