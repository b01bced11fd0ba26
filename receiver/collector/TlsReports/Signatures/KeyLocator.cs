using MimeKit.Cryptography;
using MtaStsAudit.Model.Names;
using Org.BouncyCastle.Crypto;

namespace MtaStsAudit.Collector.TlsReports.Signatures;

/// <summary>Finds the public key of one signature, and tells why there is none.</summary>
internal sealed class KeyLocator(KeyLookup lookup) : DkimPublicKeyLocatorBase
{
    /// <summary>Why DNS gave no answer; null: it gave one.</summary>
    public string? Failure { get; private set; }

    /// <summary>What is wrong with the key in DNS; null: nothing that was noticed here.</summary>
    public string? Fault { get; private set; }

    public override AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Keys are looked up without blocking.");

    public override async Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
        string methods, string domain, string selector, CancellationToken cancellationToken = default)
    {
        // RFC 6376 §3.6.2.1. A selector may have dots, and is checked as part of the name is: strangers write it.
        if (!DomainName.TryParse(domain, out var signer) || !IsSelector(selector))
        {
            Fault = "it names no key";
            throw new FormatException(Fault);
        }

        var answer = await lookup($"{selector}._domainkey.{signer}", cancellationToken);
        if (answer.Failure is { } failure)
        {
            Failure = failure;
            throw new IOException(failure);
        }

        // RFC 6376 §3.6.2.2: of several records the result is undefined. The first one that is a key is taken.
        var record = answer.Values.FirstOrDefault(text => text.Contains("p=", StringComparison.Ordinal));
        Fault = record is null ? $"there is no key at {selector}._domainkey.{signer}"
            : IsForTestsOnly(record) ? "its key is marked as one for tests"
            : null;
        return Fault is null ? GetPublicKey(record!) : throw new FormatException(Fault);
    }

    private static bool IsSelector(string selector) =>
        selector.Length is > 0 and <= 200 && selector.Split('.').All(label => label is { Length: > 0 and <= 63 } && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));

    // RFC 6376 §3.6.1: with "t=y" a message is to be treated as unsigned.
    private static bool IsForTestsOnly(string record) =>
        DkimSignatureTags.TagsIn(record).GetValueOrDefault("t")?.Split(':').Contains("y") == true;
}
