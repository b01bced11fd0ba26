using MtaStsAudit.Model.Sts;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Inbound;

/// <summary>Facts in, report out: no clock, no network.</summary>
public static class InboundJudge
{
    public static InboundReport Judge(InboundFacts facts, DateTimeOffset at)
    {
        var record = StsRecordRule.Of(facts);
        var policy = PolicyRule.Of(facts, record.State);
        var mx = new MxRule(facts, policy.Policy).Findings();
        return new(
            facts.Domain,
            at,
            OverallOf(facts, record.State, policy),
            facts.Policy.Text,
            [.. record.Findings, .. policy.Findings, .. mx, .. TlsRptRule.Of(facts)],
            facts.Mx.Failure is null ? [.. MxTargets.Of(facts.Domain, facts.Mx).Select(target => target.Host)] : null);
    }

    private static InboundFinding OverallOf(InboundFacts facts, StsRecordState record, PolicyResult policy) => record switch
    {
        StsRecordState.Unknown => InboundFinding.NotChecked,
        // A policy that nobody looks for was meant to be found.
        StsRecordState.Absent => policy.Policy is null ? InboundFinding.Absent : InboundFinding.Broken,
        StsRecordState.Broken => InboundFinding.Broken,
        StsRecordState.Valid => policy.State switch
        {
            PolicyState.NotChecked => InboundFinding.NotChecked,
            PolicyState.Unusable => InboundFinding.Broken,
            PolicyState.Usable => OfUsable(facts, policy.Policy!),
        },
    };

    private static InboundFinding OfUsable(InboundFacts facts, StsPolicy policy) => policy.Mode switch
    {
        StsMode.None => InboundFinding.None,
        // Whether the policy names the MX hosts decides whether it can be used, and was not seen.
        StsMode.Enforce or StsMode.Testing when facts.Mx.Failure is not null => InboundFinding.NotChecked,
        StsMode.Enforce or StsMode.Testing when MxRule.CoversNone(facts, policy) => InboundFinding.Broken,
        StsMode.Testing => InboundFinding.Testing,
        StsMode.Enforce => InboundFinding.Enforce,
    };
}
