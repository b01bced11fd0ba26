using System.Collections.Immutable;
using MtaStsAudit.Acme.Plugin;
using MtaStsAudit.Resources;
using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>The inputs that kinds of certificates have in common.</summary>
internal static class NameInputs
{
    // A life that senders see on other hosts too: age must not be a second fault.
    private const int DefaultLifetimeDays = 90;

    public static ImmutableArray<string> Read(InputReader reader)
    {
        var names = Normalised(reader.Texts(
            PropertyName.Names, SubjectNames.Allowed, required: true, text => SubjectNames.TryParse(SubjectNames.Normalise(text), out _)));
        if (names.Length > SubjectNames.Maximum)
        {
            reader.Fail(PropertyName.Names, $"a list of {names.Length}", SubjectNames.Allowed);
        }

        foreach (var twice in names.GroupBy(name => name).Where(same => same.Count() > 1))
        {
            reader.Fail(PropertyName.Names, $"'{twice.Key}', more than once", SubjectNames.Allowed);
        }

        return names;
    }

    public static double ReadFraction(InputReader reader) =>
        reader.Number(PropertyName.RenewAfterFraction, "above 0 and below 1", fraction => fraction is > 0 and < 1) ?? RenewalRule.DefaultFraction;

    /// <summary>Of a certificate that no CA limits.</summary>
    public static TimeSpan ReadLifetime(InputReader reader) =>
        TimeSpan.FromDays(reader.Number(PropertyName.LifetimeDays, "1 to 825 days", days => days is >= 1 and <= 825) ?? DefaultLifetimeDays);

    /// <summary>Of a certificate that is signed here: names, lifetime and when it is renewed are all that it takes.</summary>
    public static CheckResponse CheckOfOwn(CheckRequest request)
    {
        var reader = new InputReader(request.NewInputs);
        Read(reader);
        ReadFraction(reader);
        ReadLifetime(reader);
        reader.RefuseOthers();
        return new CheckResponse { Inputs = request.NewInputs, Failures = [.. reader.Failures] };
    }

    public static ImmutableArray<string> Normalised(IEnumerable<string> names) => [.. names.Select(SubjectNames.Normalise)];
}
