using System.Globalization;
using System.Text;

namespace MtaStsAudit.Fuzz.Tests.Fuzzing;

/// <summary>
/// Tries one target with its corpus and with spoilt inputs. An input that leads somewhere new joins the pool, so that later ones
/// go further. The same seed tries the same inputs.
/// </summary>
internal sealed class FuzzRun(string target, ITestOutputHelper output)
{
    private const int MostInPool = 4000;

    /// <summary>How many times the usual number of inputs is tried: <c>FUZZ_TIMES</c>.</summary>
    private static readonly int Times = Number("FUZZ_TIMES", 1);

    private static readonly int Seed = Number("FUZZ_SEED", 1);

    /// <summary>Words of the target's grammar.</summary>
    public IReadOnlyList<string> Dictionary { get; init; } = [];

    /// <summary>The longest input, in octets.</summary>
    public int Longest { get; init; } = 16 * 1024;

    /// <summary>The most that the trial of one input may allocate, in octets; the pieces of an input are tried besides the whole.</summary>
    public long MostMemory { get; init; } = 64 * 1024 * 1024;

    /// <param name="usual">How many inputs are tried besides the corpus.</param>
    /// <param name="trial">Asserts what must hold for any input, and answers what it led to: equal numbers for what is alike.</param>
    public void Try(int usual, Func<byte[], int> trial)
    {
        var kept = Corpus.Of(target);
        Assert.NotEmpty(kept);
        HashSet<int> known = [];
        foreach (var octets in kept)
        {
            known.Add(Outcome(octets, trial));
        }

        var mutator = new Mutator(new Random(Seed), [.. Dictionary.Select(Encoding.Latin1.GetBytes)]);
        List<byte[]> pool = [.. kept];
        var number = (long)usual * Times;
        for (long count = 0; count < number; count++)
        {
            var octets = mutator.Spoil(pool, Longest);
            if (known.Add(Outcome(octets, trial)) && pool.Count < MostInPool)
            {
                pool.Add(octets);
            }
        }

        output.WriteLine($"{target}: {kept.Count} kept inputs and {number} made from them (seed {Seed}) led to {known.Count} different outcomes.");
        // Standard output as well: it is shown for tests that pass.
        Console.WriteLine($"fuzz {target}: {kept.Count + number} inputs, {known.Count} outcomes");
    }

    private int Outcome(byte[] octets, Func<byte[], int> trial)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var outcome = trial(octets);
            var taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(taken <= MostMemory, $"{taken} octets of memory for an input of {octets.Length}");
            return outcome;
        }
        catch (Exception fault)
        {
            throw new FuzzFinding(Keep(octets), fault);
        }
    }

    // To be moved to the corpus under a name that tells what it found.
    private string Keep(byte[] octets)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "findings", target));
        var file = Path.Combine(folder.FullName, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(octets))[..16]);
        File.WriteAllBytes(file, octets);
        return file;
    }

    private static int Number(string variable, int otherwise) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
        ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : otherwise;
}

/// <summary>An input that broke what must hold for any.</summary>
internal sealed class FuzzFinding(string file, Exception fault) : Exception($"The input in {file} found this: {fault.Message}", fault);
