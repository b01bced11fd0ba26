namespace MtaStsAudit.Front.Faults;

/// <summary>Everything passes as it is.</summary>
internal sealed class Faultless : FaultyChannel;
