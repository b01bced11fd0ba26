namespace MtaStsAudit.Model.Scenarios;

/// <summary>What a sender that honours MTA-STS does with mail for a receiver.</summary>
public enum CompliantSender
{
    DeliversOverTls,
    DeliversInClear,
    Refuses,

    /// <summary>No RFC says: what a sender does is shown, and counts neither for nor against it.</summary>
    Unspecified,
}
