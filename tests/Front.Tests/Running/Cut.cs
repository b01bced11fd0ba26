namespace MtaStsAudit.Front.Tests.Running;

/// <summary>How a text is cut into segments.</summary>
public enum Cut
{
    Whole,
    Lines,
    Octets,
}

internal static class Cuts
{
    /// <returns>The pieces, one after the other.</returns>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(Cut cut, ReadOnlyMemory<byte> octets)
    {
        while (octets.Length > 0)
        {
            var lineEnd = octets.Span.IndexOf((byte)'\n') + 1;
            var length = cut switch
            {
                Cut.Whole => octets.Length,
                Cut.Lines => lineEnd == 0 ? octets.Length : lineEnd,
                Cut.Octets => 1,
            };
            yield return octets[..length];
            octets = octets[length..];
        }
    }
}
