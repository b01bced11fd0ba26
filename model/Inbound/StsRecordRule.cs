using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Inbound;

internal enum StsRecordState
{
    Valid,
    Absent,
    Broken,

    /// <summary>The resolver gave no answer.</summary>
    Unknown,
}

/// <summary>What the TXT records at <c>_mta-sts</c> amount to.</summary>
internal static class StsRecordRule
{
    public static (StsRecordState State, IReadOnlyList<Finding> Findings) Of(InboundFacts facts)
    {
        var owner = $"{StsRecord.OwnerLabel}.{facts.Domain}";
        var texts = facts.StsTexts.Values;
        if (facts.StsTexts.Failure is { } failure)
        {
            return (StsRecordState.Unknown,
                [RecordFindings.StsLookupFailed.At(Severity.NotChecked, owner, $"The TXT records could not be looked up: {failure}.")]);
        }

        var selected = StsRecord.Select(texts);
        if (selected.IsValid)
        {
            var valid = RecordFindings.StsValid.At(Severity.Ok, owner, $"One record, id {selected.Value.Id}.");
            return (StsRecordState.Valid, texts.Any(Begins) ? [valid] : [valid, RecordFindings.StsSpaceBeforeSemicolon.At(Severity.Warning, owner,
                $"White space stands before the first semicolon of '{texts[0]}'. The ABNF allows it, and some senders pass over such a record.")]);
        }

        return texts.Count(Begins) switch
        {
            0 when texts.FirstOrDefault(LooksMeant) is { } text => (StsRecordState.Broken,
                [RecordFindings.StsUnrecognized.At(Severity.Error, owner, $"The text '{text}' does not count: {WhyNot(text)}.")]),
            0 => (StsRecordState.Absent, [RecordFindings.StsAbsent.At(Severity.Warning, owner, "No record says that there is a policy.")]),
            1 => (StsRecordState.Broken, [RecordFindings.StsInvalid.At(Severity.Error, owner, $"The record cannot be used: {selected.Error}.")]),
            var several => (StsRecordState.Broken, [RecordFindings.StsMultiple.At(Severity.Error, owner, $"{several} records begin with {StsRecord.Begin}")]),
        };
    }

    private static bool Begins(string text) => text.StartsWith(StsRecord.Begin, StringComparison.Ordinal);

    // RFC 8461 §3.1: beside other TXT records the text has to begin with "v=STSv1;" to the letter.
    private static string WhyNot(string text) => StsRecord.Parse(text).Error ?? $"beside other TXT records only what begins with {StsRecord.Begin} counts";

    // A wildcard TXT record of the zone shows up here as well, an SPF record say; that is no broken policy.
    private static bool LooksMeant(string text) =>
        text.Contains("STSv", StringComparison.OrdinalIgnoreCase) || text.TrimStart().StartsWith("id=", StringComparison.OrdinalIgnoreCase);
}
