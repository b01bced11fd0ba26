using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Scenarios;

/// <summary>How a row of the catalogue says what one of its MX hosts is like.</summary>
internal sealed record MxHost(TlsOffer Tls, CertificateKind Certificate)
{
    private const int PreferenceStep = 10;

    public TlsVersions Versions { get; init; }

    public bool IsOneLabelDeeper { get; init; }

    public ChannelFault? Channel { get; init; }

    public bool PutsOffOnce { get; init; }

    public MxRecordKind MxRecord { get; init; }

    public bool IsBelowPolicy { get; init; }

    /// <param name="index">Its place among the scenario's MX hosts.</param>
    public Receiver Of(ReceiverName scenario, StsPublication? sts, int index, string intent) =>
        new(index == 0 ? scenario : new($"{scenario}-{index + 1}"), Tls, Certificate, sts is null or { Reach: PolicyReach.None } ? null : sts.Mode, AddressFamilyUse.IPv4, intent)
        {
            Scenario = scenario,
            Versions = Versions,
            IsOneLabelDeeper = IsOneLabelDeeper,
            Channel = Channel,
            PutsOffOnce = PutsOffOnce,
            MxRecord = MxRecord,
            IsBelowPolicy = IsBelowPolicy,
            PolicyVanishes = sts?.Change == PolicyChange.Vanishes,
            PolicyEnds = sts?.Ends == true,
            PolicyMaxAge = PublishedPolicy.MaxAgeOf(sts),
            Preference = (index + 1) * PreferenceStep,
            // RFC 8461 §3.1: an id that stays says that the policy stays. A sender may fetch it anew all the same.
            IsPolicyUnspecified = sts is { Reach: PolicyReach.Unspecified } or { Change: PolicyChange.ToModeEnforce },
            IsListed = sts is null || sts.Lists switch
            {
                MxListKind.EveryHost => true,
                MxListKind.NotTheFirst => index > 0,
                MxListKind.WildcardOfSite => !IsOneLabelDeeper,
                MxListKind.WildcardOfHost => false,
            },
        };
}
