using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Acme.ChallengeDns;

/// <summary>Challenge records in a zone that DigitalOcean hosts.</summary>
internal sealed class DigitalOceanRecords(DigitalOceanApi api, DomainName zone) : IChallengeRecords
{
    // The API's smallest; a record lives for a minute or two.
    private const int TtlSeconds = 30;

    private const int NotFound = 404;

    // The record's id once known; null for one whose addition has no clear answer.
    private readonly Dictionary<ChallengeRecord, long?> placed = [];

    private string Path => $"/v2/domains/{zone}/records";

    public async Task AddAsync(ChallengeRecord record, CancellationToken cancellation)
    {
        placed[record] = null;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new DomainRecord(null, "TXT", RelativeName(record.Owner), record.Value, TtlSeconds),
            DigitalOceanJson.Default.DomainRecord);
        var (answer, repeated) = await api.SendAsync(HttpMethod.Post, Path, body, cancellation).ConfigureAwait(false);
        var added = Read(answer, DigitalOceanJson.Default.DomainRecordAnswer);
        placed[record] = repeated ? null : added.DomainRecord?.Id;
    }

    public async Task RemoveAsync(ChallengeRecord record, CancellationToken cancellation)
    {
        if (!placed.TryGetValue(record, out var id))
        {
            return;
        }

        foreach (var found in id is { } known ? [known] : await FindAsync(record, cancellation).ConfigureAwait(false))
        {
            await DeleteAsync(found, cancellation).ConfigureAwait(false);
        }

        placed.Remove(record);
    }

    private async Task<IEnumerable<long>> FindAsync(ChallengeRecord record, CancellationToken cancellation)
    {
        var query = $"{Path}?type=TXT&name={Uri.EscapeDataString(record.Owner)}&per_page=200";
        var (answer, _) = await api.SendAsync(HttpMethod.Get, query, null, cancellation).ConfigureAwait(false);
        return (Read(answer, DigitalOceanJson.Default.DomainRecordsAnswer).DomainRecords ?? [])
            .Where(r => r.Type == "TXT" && r.Name == RelativeName(record.Owner) && r.Data == record.Value)
            .Select(r => r.Id)
            .OfType<long>();
    }

    private async Task DeleteAsync(long id, CancellationToken cancellation)
    {
        try
        {
            await api.SendAsync(HttpMethod.Delete, $"{Path}/{id}", null, cancellation).ConfigureAwait(false);
        }
        catch (DigitalOceanException e) when (e.Status == NotFound)
        {
            // Gone already: what was wanted.
        }
    }

    private static T Read<T>(string answer, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(answer, type) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new DigitalOceanException("DigitalOcean answered success with something else than its JSON.", 200);
        }
    }

    // Names are relative to the zone; a full one would be doubled.
    private string RelativeName(string owner) => owner[..^(zone.Value.Length + 1)];
}
