using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Start;

/// <summary>The start page: what this testbed has, and how long its rounds take.</summary>
/// <param name="FurtherScenarios">How many scenarios there are beyond those receivers.</param>
public sealed record StartModel(SiteNames Names, IReadOnlyList<Receiver> Receivers, AuditRules Rules, int FurtherScenarios = 0);
