using System.Net;
using System.Net.Sockets;

namespace MtaStsAudit.Probes.Spf;

/// <summary>
/// check_host() of RFC 7208 §4 for one client and sender. It evaluates every mechanism but <c>ptr</c>, which SHOULD NOT be published
/// (§5.5), and follows no more queries than the RFC allows: strangers choose the record.
/// </summary>
internal sealed class SpfCheck(ISpfResolver resolver, SpfQuestion question, CancellationToken cancellationToken)
{
    // §4.6.4.
    private const int MostQueries = 10;
    private const int MostVoidLookups = 2;
    private const int MostMxHosts = 10;

    // A wider network than this is not one sender's.
    private const int WidestIPv4 = 8;
    private const int WidestIPv6 = 16;

    private int queries;
    private int voids;
    private bool skipped;

    private enum Match
    {
        No,

        /// <summary>As yes, but it does not say which clients are meant.</summary>
        Anybody,

        Yes,
        TempError,
        PermError,
    }

    public async Task<SpfAnswer> RunAsync(string domain)
    {
        var (result, names) = await CheckAsync(domain);
        return new SpfAnswer(result, names && result == SpfResult.Pass, !skipped);
    }

    private async Task<(SpfResult Result, bool Names)> CheckAsync(string domain)
    {
        var texts = await resolver.TextsAsync(domain, cancellationToken);
        if (texts.Failure is not null)
        {
            return (SpfResult.TempError, false);
        }

        // §4.5: a record begins with the version, and there is one at most.
        var records = texts.Values.Where(text => text.Equals("v=spf1", StringComparison.OrdinalIgnoreCase) || text.StartsWith("v=spf1 ", StringComparison.OrdinalIgnoreCase)).ToList();
        if (records.Count != 1)
        {
            return (records.Count == 0 ? SpfResult.None : SpfResult.PermError, false);
        }

        return SpfTerm.ParseAll(records[0]) is { } terms ? await EvaluateAsync(terms, domain) : (SpfResult.PermError, false);
    }

    private async Task<(SpfResult Result, bool Names)> EvaluateAsync(IReadOnlyList<SpfTerm> terms, string domain)
    {
        foreach (var term in terms.Where(term => !term.IsModifier))
        {
            switch (await MatchAsync(term, domain))
            {
                case Match.No:
                    break;
                case Match.Yes:
                    return (ResultOf(term.Qualifier), true);
                case Match.Anybody:
                    return (ResultOf(term.Qualifier), false);
                case Match.TempError:
                    return (SpfResult.TempError, false);
                case Match.PermError:
                    return (SpfResult.PermError, false);
            }
        }

        // §6.1: redirect counts where nothing matched; a redirect to nothing is an error.
        if (terms.FirstOrDefault(term => term is { IsModifier: true, Name: "redirect" }) is not { } redirect)
        {
            return (SpfResult.Neutral, false);
        }

        if (++queries > MostQueries || SpfMacros.Expand(redirect.Value, question, domain) is not { } other)
        {
            return (SpfResult.PermError, false);
        }

        var answer = await CheckAsync(other);
        return answer.Result == SpfResult.None ? (SpfResult.PermError, false) : answer;
    }

    private async Task<Match> MatchAsync(SpfTerm term, string domain)
    {
        if (term.Queries && ++queries > MostQueries)
        {
            return Match.PermError;
        }

        switch (term.Name)
        {
            case "all":
                return Match.Anybody;
            case "ip4" or "ip6":
                return Within(IPAddress.Parse(term.Value), term);
            case "ptr":
                skipped = true;
                return Match.No;
        }

        // §4.8: without a domain-spec, the current domain.
        if ((term.Value.Length == 0 ? domain : SpfMacros.Expand(term.Value, question, domain)) is not { } target)
        {
            skipped = true;
            return Match.No;
        }

        return term.Name switch
        {
            "include" => await IncludesAsync(target),
            "exists" => await ExistsAsync(target, term),
            "a" => await AddressMatchesAsync(target, term, countsVoid: true),
            _ => await MxMatchesAsync(target, term),
        };
    }

    // §5.2.
    private async Task<Match> IncludesAsync(string domain) => await CheckAsync(domain) switch
    {
        (SpfResult.Pass, true) => Match.Yes,
        (SpfResult.Pass, false) => Match.Anybody,
        (SpfResult.Fail or SpfResult.SoftFail or SpfResult.Neutral, _) => Match.No,
        (SpfResult.TempError, _) => Match.TempError,
        (SpfResult.None or SpfResult.PermError, _) => Match.PermError,
    };

    // §5.7: always an A query. It names the client where its name is made of the client's address.
    private async Task<Match> ExistsAsync(string name, SpfTerm term)
    {
        var answer = await resolver.AddressesAsync(name, AddressFamily.InterNetwork, cancellationToken);
        return answer.Failure is not null ? Match.TempError
            : answer.Values.Count == 0 ? Void()
            : term.Value.Contains("%{i", StringComparison.OrdinalIgnoreCase) ? Match.Yes
            : Match.Anybody;
    }

    private async Task<Match> AddressMatchesAsync(string host, SpfTerm term, bool countsVoid)
    {
        var answer = await resolver.AddressesAsync(host, question.Client.AddressFamily, cancellationToken);
        if (answer.Failure is not null)
        {
            return Match.TempError;
        }

        return answer.Values.Count == 0 && countsVoid ? Void() : answer.Values.Select(address => Within(address, term)).DefaultIfEmpty(Match.No).Max();
    }

    // §5.4, §4.6.4: more than ten MX hosts are an error.
    private async Task<Match> MxMatchesAsync(string domain, SpfTerm term)
    {
        var answer = await resolver.MxAsync(domain, cancellationToken);
        if (answer.Failure is not null)
        {
            return Match.TempError;
        }

        if (answer.Values.Count == 0)
        {
            return Void();
        }

        if (answer.Values.Count > MostMxHosts)
        {
            return Match.PermError;
        }

        foreach (var host in answer.Values.OrderBy(host => host.Preference).Where(host => host.Host is not ("" or ".")))
        {
            if (await AddressMatchesAsync(host.Host, term, countsVoid: false) is not Match.No and var match)
            {
                return match;
            }
        }

        return Match.No;
    }

    private Match Void() => ++voids > MostVoidLookups ? Match.PermError : Match.No;

    private Match Within(IPAddress network, SpfTerm term)
    {
        if (network.AddressFamily != question.Client.AddressFamily)
        {
            return Match.No;
        }

        var (prefix, widest) = network.AddressFamily == AddressFamily.InterNetwork ? (term.Prefix4, WidestIPv4) : (term.Prefix6, WidestIPv6);
        return !HasPrefix(question.Client.GetAddressBytes(), network.GetAddressBytes(), prefix) ? Match.No
            : prefix < widest ? Match.Anybody
            : Match.Yes;
    }

    private static bool HasPrefix(byte[] one, byte[] other, int bits)
    {
        var whole = bits / 8;
        return one.AsSpan(0, whole).SequenceEqual(other.AsSpan(0, whole))
            && (bits % 8 == 0 || (one[whole] ^ other[whole]) >> (8 - (bits % 8)) == 0);
    }

    // §4.6.2.
    private static SpfResult ResultOf(char qualifier) => qualifier switch
    {
        '-' => SpfResult.Fail,
        '~' => SpfResult.SoftFail,
        '?' => SpfResult.Neutral,
        _ => SpfResult.Pass,
    };
}
