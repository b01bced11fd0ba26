using System.Text;

namespace MtaStsAudit.Model.Names;

/// <summary>The A-label of an international label (RFC 3492, RFC 5890 §2.3.2.1).</summary>
/// <remarks>
/// Only written, never read, and without the mappings of IDNA: the text must be in lower case and composed, as the public suffix list
/// is. .NET's <c>IdnMapping</c> needs ICU for that, which this project goes without.
/// </remarks>
internal static class Punycode
{
    // RFC 3492 §5.
    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int InitialN = 128;

    /// <summary>The label as it stands in DNS; a label in ASCII is that already.</summary>
    public static string ToALabel(string label) => Ascii.IsValid(label) ? label : "xn--" + Encode(label);

    // RFC 3492 §6.3.
    private static string Encode(string label)
    {
        var points = label.EnumerateRunes().Select(rune => rune.Value).ToList();
        var output = new StringBuilder();
        output.Append(points.Where(point => point < InitialN).Select(point => (char)point).ToArray());
        var basic = output.Length;
        if (basic > 0)
        {
            output.Append('-');
        }

        var (n, delta, bias) = (InitialN, 0, InitialBias);
        for (var handled = basic; handled < points.Count;)
        {
            var next = points.Where(point => point >= n).Min();
            delta += (next - n) * (handled + 1);
            n = next;
            foreach (var point in points)
            {
                if (point < n)
                {
                    delta++;
                }
                else if (point == n)
                {
                    AppendNumber(output, delta, bias);
                    bias = Adapt(delta, handled + 1, isFirst: handled == basic);
                    delta = 0;
                    handled++;
                }
            }

            delta++;
            n++;
        }

        return output.ToString();
    }

    private static void AppendNumber(StringBuilder output, int number, int bias)
    {
        for (var k = Base; ; k += Base)
        {
            var threshold = Math.Clamp(k - bias, TMin, TMax);
            if (number < threshold)
            {
                output.Append(Digit(number));
                return;
            }

            output.Append(Digit(threshold + ((number - threshold) % (Base - threshold))));
            number = (number - threshold) / (Base - threshold);
        }
    }

    // RFC 3492 §6.1.
    private static int Adapt(int delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / count;
        var k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base)
        {
            delta /= Base - TMin;
        }

        return k + ((Base - TMin + 1) * delta / (delta + Skew));
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);
}
