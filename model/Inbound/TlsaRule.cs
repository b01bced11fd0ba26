namespace MtaStsAudit.Model.Inbound;

/// <summary>What the TLSA records of an MX host amount to for senders that do DANE.</summary>
internal static class TlsaRule
{
    public static IEnumerable<Finding> Of(MxHostFacts host)
    {
        var owner = $"_25._tcp.{host.Target.Host}";
        if (host.Tlsa.Failure is { } failure)
        {
            return [MxFindings.TlsaLookupFailed.At(Severity.NotChecked, owner, $"The TLSA records could not be looked up: {failure}.")];
        }

        if (host.Tlsa.Values.Count == 0)
        {
            return [MxFindings.TlsaAbsent.At(Severity.Info, owner, "No TLSA record; DANE does not protect this host.")];
        }

        // RFC 7672 §2.2: TLSA records count only when DNSSEC vouches for them.
        return host.Tlsa.IsAuthenticated
            ? OfAuthenticated(host.Tlsa.Values, owner)
            : [MxFindings.TlsaNotAuthenticated.At(Severity.Info, owner, "There are TLSA records, but the resolver does not vouch for them with DNSSEC.")];
    }

    private static IEnumerable<Finding> OfAuthenticated(IReadOnlyList<string> values, string owner)
    {
        var records = values.Select(value => (Value: value, Fault: FaultOf(value))).ToList();
        var usable = records.Where(record => record.Fault is null).Select(record => record.Value).ToList();
        if (usable.Count > 0)
        {
            yield return MxFindings.TlsaPresent.At(Severity.Ok, owner, $"TLSA {string.Join("; ", usable)}.");
        }

        // RFC 7672 §2.2: with records of which none is usable a sender encrypts, and authenticates nobody.
        var unusable = records.Where(record => record.Fault is not null).Select(record => $"TLSA {record.Value}: {record.Fault}").ToList();
        if (unusable.Count > 0)
        {
            yield return MxFindings.TlsaUnusable.At(Severity.Warning, owner,
                $"{string.Join("; ", unusable)}.{(usable.Count == 0 ? " No record is left by which a sender could know the host." : "")}");
        }
    }

    /// <summary>Why senders pass over a record in presentation form; null when they can use it.</summary>
    private static string? FaultOf(string record)
    {
        var parts = record.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 4)
        {
            return "it lacks a field";
        }

        // RFC 7672 §3.1.3: what usages 0 and 1 mean for SMTP is not defined. RFC 6698 §2.1.1 to §2.1.4: the numbers.
        return (parts[0], parts[1], parts[2], parts[3].Length / 2) switch
        {
            ("0" or "1", _, _, _) => $"usage {parts[0]} ({(parts[0] == "0" ? "PKIX-TA" : "PKIX-EE")}) says nothing for SMTP",
            (not ("2" or "3"), _, _, _) => $"usage {parts[0]} does not exist",
            (_, not ("0" or "1"), _, _) => $"selector {parts[1]} does not exist",
            (_, _, not ("0" or "1" or "2"), _) => $"matching type {parts[2]} does not exist",
            (_, _, "1", not 32) => "a SHA-256 digest has 32 octets",
            (_, _, "2", not 64) => "a SHA-512 digest has 64 octets",
            (_, _, _, 0) => "it holds no data",
            _ => null,
        };
    }
}
