namespace MtaStsAudit.Deployment.Local;

/// <summary>The settings of the local testbed's name server.</summary>
internal static class KnotConf
{
    public static string Print(IEnumerable<string> origins) =>
        $$"""
        server:
            listen: [ 0.0.0.0@53, ::@53 ]
            rundir: /run/knot
            identity: ""
            version: ""
        log:
          - target: stdout
            any: info
        database:
            storage: /run/knot
        template:
          - id: default
            storage: /etc/knot/zones
            file: "%s.zone"
            zonefile-sync: -1
            zonefile-load: whole
            journal-content: none
        zone:
        {{string.Join('\n', origins.Select(origin => $"  - domain: {origin}"))}}

        """;
}
