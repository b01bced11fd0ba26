namespace MtaStsAudit.Audit.Commands;

/// <summary>Something went wrong that the user can mend: the message says what, and what to do.</summary>
internal sealed class CommandFault(string message) : Exception(message);
