namespace MtaStsAudit.Acme.Tests.Rig;

/// <summary>Shows another time; timers run as ever.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
