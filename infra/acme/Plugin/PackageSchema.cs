using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MtaStsAudit.Resources;
using Pulumi;

namespace MtaStsAudit.Acme.Plugin;

/// <summary>The package's schema in Pulumi's format, read off the classes that the program declares resources with.</summary>
internal static class PackageSchema
{
    private static readonly ImmutableHashSet<string> Secrets =
    [
        PropertyName.AccountKeyPem,
        PropertyName.CaPrivateKeyPem,
        PropertyName.DigitalOceanToken,
        PropertyName.PrivateKeyPem,
        PropertyName.Value,
    ];

    public static string ToJson() =>
        new JsonObject
        {
            ["name"] = ProviderPackage.Name,
            ["version"] = AcmeProvider.Version,
            ["resources"] = new JsonObject
            {
                [ProviderPackage.AccountKey] = Resource(typeof(AccountKey), typeof(AccountKeyArgs)),
                [ProviderPackage.Certificate] = Resource(typeof(Certificate), typeof(CertificateArgs)),
                [ProviderPackage.UntrustedCertificate] = Resource(typeof(UntrustedCertificate), typeof(UntrustedCertificateArgs)),
                [ProviderPackage.SelfSignedCertificate] = Resource(typeof(SelfSignedCertificate), typeof(SelfSignedCertificateArgs)),
                [ProviderPackage.SshHostKey] = Resource(typeof(SshHostKey), null),
                [ProviderPackage.SshUserKey] = Resource(typeof(SshUserKey), null),
                [ProviderPackage.GeneratedSecret] = Resource(typeof(GeneratedSecret), null),
            },
        }.ToJsonString();

    private static JsonObject Resource(Type resource, Type? args)
    {
        var outputs = Declared(resource, typeof(OutputAttribute));
        var inputs = args is null ? [] : Declared(args, typeof(InputAttribute));
        return new JsonObject
        {
            ["properties"] = Properties(outputs),
            ["required"] = Names(outputs),
            ["inputProperties"] = Properties(inputs),
            ["requiredInputs"] = Names(inputs.Where(input => input.IsRequired)),
        };
    }

    // The attributes keep their arguments to themselves; what stands in the source can be read all the same.
    private static List<Declaration> Declared(Type type, Type attribute) =>
        [
            .. from property in type.GetProperties()
               where property.DeclaringType?.Assembly == typeof(ProviderPackage).Assembly
               from data in property.GetCustomAttributesData()
               where data.AttributeType == attribute
               let arguments = data.ConstructorArguments
               select new Declaration((string)arguments[0].Value!, property.PropertyType, arguments.Count > 1 && arguments[1].Value is true),
        ];

    private static JsonObject Properties(IEnumerable<Declaration> declarations) =>
        new(declarations.Select(d => KeyValuePair.Create(d.Name, (JsonNode?)Property(d.Name, d.Type))));

    private static JsonArray Names(IEnumerable<Declaration> declarations) =>
        new([.. declarations.Select(d => JsonValue.Create(d.Name))]);

    private static JsonObject Property(string name, Type type)
    {
        var schema = TypeOf(type);
        if (Secrets.Contains(name))
        {
            schema["secret"] = true;
        }

        return schema;
    }

    // Input<string>, Output<ImmutableArray<string>>, InputList<string>: the value inside decides.
    private static JsonObject TypeOf(Type type)
    {
        var value = type.GetGenericArguments()[0];
        var isArray = type.GetGenericTypeDefinition() == typeof(InputList<>)
            || (value.IsGenericType && value.GetGenericTypeDefinition() == typeof(ImmutableArray<>));
        return isArray
            ? new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } }
            : new JsonObject { ["type"] = Scalar(value) };
    }

    private static string Scalar(Type type) =>
        Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => "boolean",
            TypeCode.Double => "number",
            TypeCode.Int32 => "integer",
            _ => "string",
        };

    private sealed record Declaration(string Name, Type Type, bool IsRequired);
}
