using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;
using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.Collector.Web.Start;

/// <summary>The start page: what this testbed has, and how long its rounds take.</summary>
public sealed record StartModel(SiteNames Names, IReadOnlyList<Receiver> Receivers, AuditRules Rules);
