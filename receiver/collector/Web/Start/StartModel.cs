using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Start;

/// <summary>The start page: what this testbed has, and how long its rounds take.</summary>
/// <param name="FurtherScenarios">How many scenarios there are beyond those receivers.</param>
/// <param name="Suites">Those of which an audit can be made.</param>
public sealed record StartModel(SiteNames Names, IReadOnlyList<Receiver> Receivers, AuditRules Rules, int FurtherScenarios, IReadOnlyList<Suite> Suites);
