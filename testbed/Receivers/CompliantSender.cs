namespace MtaStsAudit.Testbed.Receivers;

/// <summary>What a sender that honours MTA-STS does with mail for a receiver.</summary>
public enum CompliantSender
{
    DeliversOverTls,
    DeliversInClear,
    Refuses,
}
