using FsCheck.Xunit;
using MtaStsAudit.Acme.Certificates;
using MtaStsAudit.Acme.Plugin;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;
using Pulumi.Experimental;

namespace MtaStsAudit.Acme.Tests.Plugin;

public sealed class CheckPropertyTests
{
    private static readonly string[] Inputs =
    [
        PropertyName.Directory, PropertyName.AccountKeyPem, PropertyName.Names, PropertyName.Zone, PropertyName.DigitalOceanToken,
        PropertyName.DigitalOceanEndpoint, PropertyName.RenewAfterFraction, PropertyName.RevokeOnDelete,
        PropertyName.AuthoritativeServers, PropertyName.PropagationTimeoutSeconds,
    ];

    [Property(MaxTest = 300)]
    public bool Any_value_of_any_input_is_read_or_refused(string? text, double number, bool flag)
    {
        object[] values = [text ?? "", number, flag, new[] { text ?? "" }, PropertyValue.Null, PropertyValue.Computed];
        return values.All(value =>
        {
            var reader = new InputReader(Properties.Of([.. Inputs.Select(input => (input, value))]));
            var inputs = CertificateInputs.Read(reader);
            return reader.Failures.Count > 0 || inputs is { Zone: not null } || ReferenceEquals(value, PropertyValue.Computed);
        });
    }

    [Property(MaxTest = 300)]
    public bool Any_text_in_the_state_is_a_certificate_or_none(string? text) => IssuedCertificate.FromState(text, text) is null;
}
