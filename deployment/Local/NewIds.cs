using System.Globalization;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Deployment.Local;

/// <summary>
/// Gives policies a new id again and again (<see cref="RecordKind.IdChanges"/>). A name server does not know whose resolver asks, so an id
/// cannot change for one audit: it changes for all, by the clock, and it is the policy host that has another answer for each client.
/// </summary>
internal static class NewIds
{
    /// <summary>The script that the name server's container runs beside it.</summary>
    /// <param name="every">How long an id lasts.</param>
    public static string Print(SiteNames names, IReadOnlyList<Receiver> receivers, TimeSpan every, int ttlSeconds)
    {
        List<string> owners =
        [
            .. receivers.Select(receiver => receiver.Scenario).Distinct().Select(Catalogue.FindScenario).OfType<Scenario>()
                .Where(scenario => scenario.Sts?.Record == RecordKind.IdChanges)
                .Select(scenario => $"{StsRecord.OwnerLabel}.{names.MailDomain(scenario.Name)}."),
        ];
        return owners.Count == 0 ? "#!/bin/sh\n# No id changes here.\n" :
            $$"""
            #!/bin/sh
            # A new id for the policies of which the id changes.
            while sleep {{every.TotalSeconds.ToString(CultureInfo.InvariantCulture)}}; do
                id=$(date -u +%Y%m%d%H%M%S)
                knotc -b zone-begin {{names.Site}} >/dev/null || continue
                for owner in {{string.Join(' ', owners)}}; do
                    knotc zone-unset {{names.Site}} "$owner" TXT >/dev/null
                    knotc zone-set {{names.Site}} "$owner" {{ttlSeconds}} TXT "\"v=STSv1; id=$id;\"" >/dev/null
                done
                knotc -b zone-commit {{names.Site}} >/dev/null || knotc -b zone-abort {{names.Site}} >/dev/null
            done

            """;
    }
}
