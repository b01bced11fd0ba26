using System.Net;
using MtaStsAudit.Deployment.Hosts;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Deployment.DigitalOcean;

/// <summary>Reads a stack's settings, and tells all that is wrong with them at once.</summary>
public static class StackSettingsParser
{
    public const string Prefix = "mta-sts-audit:";

    /// <param name="values">The stack's configuration: full names such as <c>mta-sts-audit:domain</c>; those of other namespaces are passed over.</param>
    /// <returns>The settings, or one line for each fault: the setting, its value, and what is allowed.</returns>
    public static (StackSettings? Settings, IReadOnlyList<string> Faults) Parse(IReadOnlyDictionary<string, string> values) =>
        new Reading(values).Result();

    private sealed class Reading(IReadOnlyDictionary<string, string> values)
    {
        private readonly SettingReader read = new(Prefix, values);

        public (StackSettings? Settings, IReadOnlyList<string> Faults) Result()
        {
            var (zone, names) = Names();
            var layout = read.OneOf("layout", Layout.Spread);
            var settings = new StackSettings
            {
                Zone = zone,
                Names = names,
                Region = read.Matching("region", "fra1", DigitalOceanSlug.Region(), "a region of DigitalOcean, such as fra1, ams3 or nyc3"),
                Size = SizeNamed("size", DropletPrices.DefaultSize),
                SatelliteSize = SizeNamed("satelliteSize", DropletPrices.DefaultSatelliteSize),
                Image = read.Matching("image", "debian-13-x64", DigitalOceanSlug.Image(), "an image of Debian 13 or later, such as debian-13-x64"),
                OperatorNetworks = OperatorNetworks(layout),
                SshPrivateKey = SshPrivateKey(layout),
                Contact = Contact(),
                Acme = Acme(),
                AcmeProfile = AcmeProfile(),
                Suite = SuiteNamed(),
                Layout = layout,
                Hosts = Hosts(layout),
                UsesReservedAddresses = read.Flag("reservedAddresses"),
                Ttl = TimeSpan.FromSeconds(read.Number("ttl", 300, 30, 86400, "seconds")),
                AdminSecret = read.Secret("adminSecret", text => text.Length >= 16, "16 characters or more, or leave it out"),
                Retention = new RetentionRules(
                    TimeSpan.FromDays(read.Number("evidenceDays", (int)RetentionRules.Default.Evidence.TotalDays, 1, RetentionRules.MostDays, "days")),
                    TimeSpan.FromDays(read.Number("messageTextDays", (int)RetentionRules.Default.MessageText.TotalDays, 1, RetentionRules.MostDays, "days"))),
                Operator = Operator(),
                OffersInboundCheck = read.Flag("inboundCheck", fallback: true),
                Database = read.Secret("database", text => StackSettings.DatabasePortOf(text) is not null, "a PostgreSQL connection string 'Host=…;Database=…', or leave it out for SQLite"),
                NameServers = NameServers(),
                ProtectEvidence = read.Flag("protectEvidence"),
                Check = read.OneOf("check", CheckScope.Everything),
            };
            read.RefuseOthers();
            return read.Faults.Count == 0 ? (settings, read.Faults) : (null, read.Faults);
        }

        private (DomainName Zone, SiteNames Names) Names()
        {
            const string allowedZone = "a zone that DigitalOcean DNS hosts, such as example.com";
            var zone = DomainName.Parse("unset.invalid");
            var text = read.Text("domain");
            if (text is null)
            {
                read.Fault("domain", null, allowedZone);
            }
            else if (!DomainName.TryParse(text, out zone, out var fault) || zone.Parent is null)
            {
                read.Fault("domain", $"{text}: {fault ?? "a single label is no zone"}", allowedZone);
                zone = DomainName.Parse("unset.invalid");
            }

            var subdomain = read.Text("subdomain") ?? "audit";
            if (DomainName.TryParse($"{subdomain}.{zone}", out var site, out var reason))
            {
                return (zone, new SiteNames(site));
            }

            read.Fault("subdomain", $"{subdomain}: {reason}", "one or more labels under the domain, such as audit");
            return (zone, new SiteNames(zone));
        }

        private string SizeNamed(string name, string fallback) =>
            read.Matching(name, fallback, DigitalOceanSlug.Size(), $"a droplet size of DigitalOcean, such as {fallback}");

        private Suite SuiteNamed()
        {
            var text = read.Text("suite") ?? Suite.Study.Name;
            if (Suite.Find(text) is { } suite)
            {
                return suite;
            }

            read.Fault("suite", text, string.Join(", ", Suite.All.Select(one => one.Name)));
            return Suite.Study;
        }

        private IReadOnlyList<OwnHost> Hosts(Layout layout) => layout switch
        {
            Layout.Hosts => new OwnHostReader(read).Read(),
            Layout.Compact or Layout.Spread => NoHosts(),
        };

        private OwnHost[] NoHosts()
        {
            if (read.Text(OwnHostReader.Setting) is { } text)
            {
                read.Fault(OwnHostReader.Setting, text, $"hosts of your own with {Prefix}layout hosts only");
            }

            return [];
        }

        private string? SshPrivateKey(Layout layout)
        {
            var isRequired = layout == Layout.Hosts;
            var allowed = $"a private key in PEM form without a passphrase, {(isRequired ? "which the hosts let in" : "or leave it out")}";
            var key = read.Secret("sshPrivateKey", text => text.Contains("PRIVATE KEY-----", StringComparison.Ordinal), allowed);
            if (isRequired && key is null)
            {
                read.Fault("sshPrivateKey", null, allowed);
            }

            return key;
        }

        // The packet filter of hosts of one's own is their owner's.
        private List<IPNetwork> OperatorNetworks(Layout layout)
        {
            const string allowed = """a JSON list of networks such as ["203.0.113.7/32", "2001:db8::/64"]""";
            var anywhere = read.Flag("allowSshFromAnywhere");
            List<IPNetwork> networks = [];
            foreach (var text in layout == Layout.Hosts && read.Text("operatorCidrs") is null ? [] : read.List("operatorCidrs", allowed))
            {
                if (!IPNetwork.TryParse(text, out var network))
                {
                    read.Fault("operatorCidrs", text, allowed);
                }
                else if (network.PrefixLength == 0 && !anywhere)
                {
                    read.Fault("operatorCidrs", text, $"networks of your own; the whole internet only with {Prefix}allowSshFromAnywhere true");
                }
                else
                {
                    networks.Add(network);
                }
            }

            return networks;
        }

        private List<string> NameServers()
        {
            const string allowed = """a JSON list of addresses such as ["192.0.2.53", "192.0.2.54:5353"], or leave it out""";
            List<string> servers = [];
            foreach (var text in read.Text("nameServers") is null ? [] : read.List("nameServers", allowed))
            {
                if (!IPEndPoint.TryParse(text, out _))
                {
                    read.Fault("nameServers", text, allowed);
                }

                servers.Add(text);
            }

            return servers;
        }

        private string? Contact()
        {
            var text = read.Text("contact");
            if (text is not null && (text.IndexOf('@', StringComparison.Ordinal) is < 1 or > 64 || !DomainName.TryParse(text[(text.IndexOf('@', StringComparison.Ordinal) + 1)..], out _)))
            {
                read.Fault("contact", text, "a mail address such as hostmaster@example.com, or leave it out");
            }

            return text;
        }

        private SiteOperator Operator() => new(
            Allowed("operatorName", SiteOperator.IsName, $"1 to {SiteOperator.LongestName} characters"),
            Allowed("operatorContact", SiteOperator.IsContact, SiteOperator.AllowedContact),
            Allowed("abuseContact", SiteOperator.IsMailAddress, SiteOperator.AllowedAbuseContact),
            Allowed("source", text => SiteOperator.IsHttps(text, out _), SiteOperator.AllowedSource) is { } source
                && SiteOperator.IsHttps(source, out var address) ? address : null);

        private string? Allowed(string name, Func<string, bool> isAllowed, string allowed)
        {
            var text = read.Text(name);
            if (text is not null && !isAllowed(text))
            {
                read.Fault(name, text, $"{allowed}, or leave it out");
            }

            return text;
        }

        private AcmeDirectory Acme()
        {
            var (text, issuer) = (read.Text("acmeDirectory") ?? "production", read.Text("caaIssuer"));
            var known = text switch
            {
                "production" => AcmeDirectory.Production,
                "staging" => AcmeDirectory.Staging,
                _ => null,
            };
            if (known is not null)
            {
                return issuer is null ? known : known with { CaaIssuer = Issuer(issuer) };
            }

            if (!Uri.TryCreate(text, UriKind.Absolute, out var directory) || directory.Scheme != Uri.UriSchemeHttps)
            {
                read.Fault("acmeDirectory", text, "production, staging (both of Let's Encrypt), or the https URL of another CA's directory");
                return AcmeDirectory.Staging;
            }

            return new(directory, Issuer(issuer));
        }

        // Which there are, the CA's directory says: whatever could be such a name is taken.
        private string? AcmeProfile()
        {
            var text = read.Text("acmeProfile");
            if (text is not null && (text.Length is 0 or > 64 || !text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')))
            {
                read.Fault("acmeProfile", text, "the name of a profile of the CA, such as classic, tlsserver or shortlived, or leave it out");
            }

            return text;
        }

        private string Issuer(string? text)
        {
            if (DomainName.TryParse(text, out var name))
            {
                return name.Value;
            }

            read.Fault("caaIssuer", text, "the name by which the CA of acmeDirectory is known in CAA records, such as letsencrypt.org");
            return "";
        }
    }
}
