using MimeKit;
using MimeKit.Cryptography;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.TlsReports.Signatures;

/// <summary>Checks the DKIM signature (RFC 6376) of a mail that brought a report, as RFC 8460 §3 asks.</summary>
internal sealed class SignatureCheck(KeyLookup lookup)
{
    // A stranger makes us ask DNS once for each.
    private const int MostSignatures = 3;

    /// <param name="message">Header and body as received.</param>
    /// <param name="received">When it came: a signature may expire.</param>
    public async Task<ReportSignature> CheckAsync(ReadOnlyMemory<byte> message, DateTimeOffset received, CancellationToken cancellationToken)
    {
        MimeMessage mail;
        try
        {
            mail = TlsReportMail.Load(message, cancellationToken);
        }
        catch (FormatException)
        {
            return Not(SignatureResult.Unsigned, "What is kept of it is not a mail.");
        }

        using (mail)
        {
            return await CheckAsync(mail, received, cancellationToken);
        }
    }

    private async Task<ReportSignature> CheckAsync(MimeMessage mail, DateTimeOffset received, CancellationToken cancellationToken)
    {
        var signatures = mail.Headers.Where(header => header.Id == HeaderId.DkimSignature).ToList();
        if (signatures.Count == 0)
        {
            return Not(SignatureResult.Unsigned, "The mail that brought it has no DKIM signature.");
        }

        // RFC 5322 §3.6: there is one From. Of two, the one that is signed need not be the one that is read.
        if (mail.Headers.Count(header => header.Id == HeaderId.From) != 1
            || mail.From.Mailboxes.ToList() is not [var author]
            || !DomainName.TryParse(author.Domain, out var from))
        {
            return Not(SignatureResult.Invalid, "The mail that brought it is not from one address.");
        }

        var aligned = signatures.Select(DkimSignatureTags.Of).Where(tags => tags.IsOf(from)).Take(MostSignatures).ToList();
        if (aligned.Count == 0)
        {
            return Not(SignatureResult.Invalid, $"None of the mail's DKIM signatures is of {from}, which it is from.");
        }

        ReportSignature? worst = null;
        foreach (var tags in aligned)
        {
            var result = tags.FaultAt(received) is { } fault
                ? Not(SignatureResult.Invalid, $"The DKIM signature of {tags.Domain} does not count: {fault}.")
                : await VerifyAsync(mail, tags, cancellationToken);
            if (result.Result == SignatureResult.Valid)
            {
                return result;
            }

            // One that could not be looked at may be the valid one.
            worst = worst is { Result: SignatureResult.NotChecked } ? worst : result;
        }

        return worst!;
    }

    private async Task<ReportSignature> VerifyAsync(MimeMessage mail, DkimSignatureTags tags, CancellationToken cancellationToken)
    {
        var keys = new KeyLocator(lookup);
        try
        {
            return await new DkimVerifier(keys).VerifyAsync(mail, tags.Header, cancellationToken)
                ? new(SignatureResult.Valid, tags.Domain!.Value.Value, $"Signed by {tags.Domain} (DKIM).")
                : Not(SignatureResult.Invalid, $"The DKIM signature of {tags.Domain} does not fit the mail as it came.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Strangers write the signature and the key: whatever the cryptography makes of them, they are not valid.
            return keys.Failure is { } failure
                ? Not(SignatureResult.NotChecked, $"The DKIM key of {tags.Domain} could not be looked up: {failure}.")
                : Not(SignatureResult.Invalid, $"The DKIM signature of {tags.Domain} cannot be used: {keys.Fault ?? "its fields or its key are not as DKIM has them"}.");
        }
    }

    private static ReportSignature Not(SignatureResult result, string words) => new(result, null, words);
}
