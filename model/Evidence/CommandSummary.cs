namespace MtaStsAudit.Model.Evidence;

/// <summary>How often a client gave one SMTP command in a session, and how often the receiver accepted it.</summary>
/// <remarks>Postfix logs <c>starttls=0/1</c> for one attempt that failed and <c>quit=1</c> for one that succeeded.</remarks>
public sealed record CommandCount(int Accepted, int Given);

/// <summary>The command summary that Postfix logs at the end of a session, by lower-case command name.</summary>
public sealed record CommandSummary(IReadOnlyDictionary<string, CommandCount> Commands)
{
    public static CommandSummary Empty { get; } = new(new Dictionary<string, CommandCount>());

    public int Given(string command) => Commands.TryGetValue(command, out var count) ? count.Given : 0;

    public int Accepted(string command) => Commands.TryGetValue(command, out var count) ? count.Accepted : 0;

    public override string ToString() =>
        string.Join(' ', Commands.Select(pair => pair.Value.Given == pair.Value.Accepted
            ? $"{pair.Key}={pair.Value.Given}"
            : $"{pair.Key}={pair.Value.Accepted}/{pair.Value.Given}"));
}
