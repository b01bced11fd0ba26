using System.Text;

namespace MtaStsAudit.Model.Names;

/// <summary>
/// Mozilla's Public Suffix List as it was when this version was made, both its sections: that of the registries (ICANN) and that of
/// companies who give names to their customers (private). <c>scripts/update-public-suffixes.sh</c> renews it.
/// </summary>
public static class PublicSuffixes
{
    private static readonly Lazy<PublicSuffixList> List = new(Read);

    /// <summary>The date of the list, such as <c>2025-03-28_19-52-00_UTC</c>.</summary>
    public static string Version => List.Value.Version;

    /// <summary>
    /// The domain that one registrant has: <c>mail-1.eu.google.com</c> gives <c>google.com</c>, <c>mail.example.co.uk</c> gives
    /// <c>example.co.uk</c>. Null for a public suffix itself and for a single label.
    /// </summary>
    public static DomainName? RegistrableDomainOf(DomainName name) => List.Value.RegistrableDomainOf(name);

    private static PublicSuffixList Read()
    {
        using var resource = typeof(PublicSuffixes).Assembly.GetManifestResourceStream("public_suffix_list.dat")
            ?? throw new InvalidOperationException("The public suffix list is not in this assembly.");
        using var text = new StreamReader(resource, Encoding.UTF8);
        return PublicSuffixList.Read(text);
    }
}
