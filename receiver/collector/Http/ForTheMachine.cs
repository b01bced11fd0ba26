namespace MtaStsAudit.Collector.Http;

/// <summary>Marks what is served on the plain port only, which nobody but the machine itself reaches.</summary>
internal sealed class ForTheMachine;
