namespace MtaStsAudit.Collector.Store;

/// <summary>The store could not commit or answer. The message says what the operator should look at.</summary>
internal sealed class EvidenceStoreException(string message, Exception inner) : Exception(message, inner);
