namespace MtaStsAudit.Model.Receivers;

/// <summary>The address family under which a receiver was published in the study.</summary>
public enum AddressFamilyUse
{
    IPv4,
    IPv6,
}
