using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Model.Inbound;

/// <summary>What the TXT records at <c>_smtp._tls</c> amount to.</summary>
internal static class TlsRptRule
{
    public static IReadOnlyList<Finding> Of(InboundFacts facts)
    {
        var owner = $"{TlsRptRecord.OwnerLabels}.{facts.Domain}";
        var texts = facts.TlsRptTexts.Values;
        if (facts.TlsRptTexts.Failure is { } failure)
        {
            return [RecordFindings.TlsRptLookupFailed.At(Severity.NotChecked, owner, $"The TXT records could not be looked up: {failure}.")];
        }

        var selected = TlsRptRecord.Select(texts);
        if (selected.IsValid)
        {
            return [.. AboutRecord(selected.Value, texts, owner)];
        }

        return texts.Count(Begins) switch
        {
            0 when texts.FirstOrDefault(LooksMeant) is { } text =>
                [RecordFindings.TlsRptUnrecognized.At(Severity.Warning, owner, $"The text '{text}' does not count: {WhyNot(text)}.")],
            0 => [RecordFindings.TlsRptAbsent.At(Severity.Info, owner, "No record asks for TLS reports.")],
            1 => [RecordFindings.TlsRptInvalid.At(Severity.Warning, owner, $"The record cannot be used: {selected.Error}.")],
            var several => [RecordFindings.TlsRptMultiple.At(Severity.Warning, owner, $"{several} records begin with {TlsRptRecord.Begin}")],
        };
    }

    private static IEnumerable<Finding> AboutRecord(TlsRptRecord record, IReadOnlyList<string> texts, string owner)
    {
        yield return RecordFindings.TlsRptValid.At(Severity.Ok, owner, $"Reports go to {string.Join(", ", record.ReportUris)}.");
        if (record.Unusable.Count > 0)
        {
            yield return RecordFindings.TlsRptPartlyUsable.At(Severity.Warning, owner, $"Not all of the record can be used: {string.Join("; ", record.Unusable)}.");
        }

        if (!texts.Any(Begins))
        {
            yield return RecordFindings.TlsRptSpaceBeforeSemicolon.At(Severity.Warning, owner,
                $"White space stands before the first semicolon of '{texts[0]}'. The ABNF allows it, and some senders pass over such a record.");
        }
    }

    private static bool Begins(string text) => text.StartsWith(TlsRptRecord.Begin, StringComparison.Ordinal);

    // RFC 8460 §3: beside other TXT records the text has to begin with "v=TLSRPTv1;" to the letter.
    private static string WhyNot(string text) => TlsRptRecord.Parse(text).Error ?? $"beside other TXT records only what begins with {TlsRptRecord.Begin} counts";

    // A wildcard TXT record of the zone shows up here as well.
    private static bool LooksMeant(string text) =>
        text.Contains("TLSRPT", StringComparison.OrdinalIgnoreCase) || text.TrimStart().StartsWith("rua", StringComparison.OrdinalIgnoreCase);
}
