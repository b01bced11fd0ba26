using MtaStsAudit.Testbed.Sts;
using MtaStsAudit.Testbed.TlsReporting;
using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.Testbed.Inbound;

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
            OverallOf(facts, record.State, policy.Policy),
            facts.Policy.Text,
            [record.Finding, .. policy.Findings, .. mx, TlsRptFinding(facts)]);
    }

    private static InboundFinding OverallOf(InboundFacts facts, StsRecordState record, StsPolicy? policy) => (record, policy) switch
    {
        (StsRecordState.Unknown, _) => InboundFinding.NotChecked,
        (StsRecordState.Absent, null) => InboundFinding.Absent,
        // A policy that nobody looks for was meant to be found.
        (StsRecordState.Absent or StsRecordState.Broken, _) or (_, null) => InboundFinding.Broken,
        (_, { Mode: StsMode.None }) => InboundFinding.None,
        (_, { } published) when MxRule.CoversNone(facts, published) => InboundFinding.Broken,
        (_, { Mode: StsMode.Testing }) => InboundFinding.Testing,
        _ => InboundFinding.Enforce,
    };

    private static Finding TlsRptFinding(InboundFacts facts)
    {
        var owner = $"{TlsRptRecord.OwnerLabels}.{facts.Domain}";
        if (facts.TlsRptTexts.Failure is { } failure)
        {
            return RecordFindings.TlsRptLookupFailed.At(Severity.Warning, owner, $"The TXT records could not be looked up: {failure}.");
        }

        // RFC 8460 §3: what does not begin with "v=TLSRPTv1;" is not meant; if not exactly one is left, no reports are sent.
        var meant = facts.TlsRptTexts.Values.Where(text => text.StartsWith("v=TLSRPTv1;", StringComparison.Ordinal)).ToList();
        switch (meant)
        {
            case []:
                return RecordFindings.TlsRptAbsent.At(Severity.Info, owner, "No record asks for TLS reports.");
            case [var only]:
                var parsed = TlsRptRecord.Parse(only);
                return parsed.IsValid
                    ? RecordFindings.TlsRptValid.At(Severity.Ok, owner, $"Reports go to {string.Join(", ", parsed.Value.ReportUris)}.")
                    : RecordFindings.TlsRptInvalid.At(Severity.Warning, owner, $"The record cannot be used: {parsed.Error}.");
            default:
                return RecordFindings.TlsRptMultiple.At(Severity.Warning, owner, $"{meant.Count} records begin with v=TLSRPTv1;.");
        }
    }
}
