using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;
using YamlDotNet.Serialization.NamingConventions;

namespace MtaStsAudit.Deployment.Compose;

/// <summary>The text of a compose file.</summary>
internal static class ComposeYaml
{
    // docker-compose 1.29 reads YAML 1.1, to which "on" and "1:20" are no texts unless they are quoted.
    private static readonly ISerializer Serializer = new SerializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .WithQuotingNecessaryStrings(quoteYaml1_1Strings: true)
        .WithEventEmitter(next => new QuotedNumbers(next))
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull | DefaultValuesHandling.OmitEmptyCollections)
        .DisableAliases()
        .WithIndentedSequences()
        .WithNewLine("\n")
        .Build();

    public static string Print(ComposeFile file) => Serializer.Serialize(file);

    // What is a number differs between the two: a digest such as 12345678e1234567 is one in YAML 1.2.
    private sealed class QuotedNumbers(IEventEmitter next) : ChainedEventEmitter(next)
    {
        public override void Emit(ScalarEventInfo eventInfo, IEmitter emitter)
        {
            if (eventInfo.Source.Value is string { Length: > 0 } text && char.IsAsciiDigit(text[0]))
            {
                eventInfo = new(eventInfo.Source) { Style = ScalarStyle.DoubleQuoted };
            }

            base.Emit(eventInfo, emitter);
        }
    }
}
