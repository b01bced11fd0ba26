using System.Collections.Frozen;

namespace MtaStsAudit.Model.Scenarios;

/// <summary>The names of the channel's faults, as they stand in settings and in records.</summary>
public static class ChannelFaultName
{
    private static readonly FrozenDictionary<string, ChannelFault> Faults =
        Enum.GetValues<ChannelFault>().ToFrozenDictionary(Of, StringComparer.Ordinal);

    /// <summary>Every name, in the order of the faults.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<ChannelFault>().Select(Of)];

    public static string Of(ChannelFault fault) => fault switch
    {
        ChannelFault.StartTlsAnswered454 => "starttls-454",
        ChannelFault.StartTlsAnswered502 => "starttls-502",
        ChannelFault.ClosedAfter220 => "closed-after-220",
        ChannelFault.GarbageAfter220 => "garbage-after-220",
        ChannelFault.EhloAnswered502 => "ehlo-502",
        ChannelFault.ResponsesInjected => "responses-injected",
        ChannelFault.StartTlsHidden => "starttls-hidden",
        ChannelFault.StartTlsHiddenAtFirst => "starttls-hidden-at-first",
    };

    /// <returns>False when there is no such fault.</returns>
    public static bool TryParse(string? name, out ChannelFault fault)
    {
        fault = default;
        return name is not null && Faults.TryGetValue(name, out fault);
    }
}
