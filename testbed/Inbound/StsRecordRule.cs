using MtaStsAudit.Testbed.Sts;

namespace MtaStsAudit.Testbed.Inbound;

internal enum StsRecordState
{
    Valid,
    Absent,
    Broken,
    Unknown,
}

/// <summary>What the TXT records at <c>_mta-sts</c> amount to.</summary>
internal static class StsRecordRule
{
    public static (StsRecordState State, Finding Finding) Of(InboundFacts facts)
    {
        var owner = $"{StsRecord.OwnerLabel}.{facts.Domain}";
        if (facts.StsTexts.Failure is { } failure)
        {
            return (StsRecordState.Unknown,
                RecordFindings.StsLookupFailed.At(Severity.Error, owner, $"The TXT records could not be looked up: {failure}."));
        }

        var selected = StsRecord.Select(facts.StsTexts.Values);
        if (selected.IsValid)
        {
            return (StsRecordState.Valid, RecordFindings.StsValid.At(Severity.Ok, owner, $"One record, id {selected.Value.Id}."));
        }

        return facts.StsTexts.Values.Count(text => text.StartsWith("v=STSv1;", StringComparison.Ordinal)) switch
        {
            0 when facts.StsTexts.Values.FirstOrDefault(LooksMeant) is { } text => (StsRecordState.Broken,
                RecordFindings.StsUnrecognized.At(Severity.Error, owner, $"The text '{text}' does not begin with v=STSv1; and does not count.")),
            0 => (StsRecordState.Absent, RecordFindings.StsAbsent.At(Severity.Warning, owner, "No record says that there is a policy.")),
            1 => (StsRecordState.Broken, RecordFindings.StsInvalid.At(Severity.Error, owner, $"The record cannot be used: {selected.Error}.")),
            var several => (StsRecordState.Broken, RecordFindings.StsMultiple.At(Severity.Error, owner, $"{several} records begin with v=STSv1;.")),
        };
    }

    // A wildcard TXT record of the zone shows up here as well, an SPF record say; that is no broken policy.
    private static bool LooksMeant(string text) =>
        text.Contains("STSv", StringComparison.OrdinalIgnoreCase) || text.TrimStart().StartsWith("id=", StringComparison.OrdinalIgnoreCase);
}
