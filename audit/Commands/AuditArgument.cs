using System.CommandLine;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Audit.Commands;

/// <summary>The audit that a verb is about.</summary>
internal static class AuditArgument
{
    public static Argument<AuditToken?> Create() => new("TOKEN") { Description = "The audit.", CustomParser = ArgumentParsers.Token };
}
