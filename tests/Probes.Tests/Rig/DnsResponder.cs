using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MtaStsAudit.Model.Dns;

namespace MtaStsAudit.Probes.Tests.Rig;

/// <summary>A resolver on a port of its own: RFC 1035 messages over UDP. It may fail or keep silent for a name.</summary>
internal sealed class DnsResponder : IAsyncDisposable
{
    private const int ServerFailure = 2;
    private const int NoSuchName = 3;

    private readonly ConcurrentDictionary<(string Owner, ushort Type), List<byte[]>> records = [];
    private readonly ConcurrentDictionary<string, bool> failing = [];
    private readonly ConcurrentDictionary<string, bool> silent = [];
    private readonly ConcurrentDictionary<string, bool> authenticated = [];
    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource stop = new();
    private readonly Task loop;

    public DnsResponder() => loop = ServeAsync();

    public IPEndPoint EndPoint => (IPEndPoint)socket.Client.LocalEndPoint!;

    public void Text(string owner, string text) =>
        Add(owner, 16, [.. Encoding.UTF8.GetBytes(text).Chunk(255).SelectMany(part => new[] { (byte)part.Length }.Concat(part))]);

    public void Address(string owner, string address)
    {
        var octets = IPAddress.Parse(address).GetAddressBytes();
        Add(owner, (ushort)(octets.Length == 4 ? 1 : 28), octets);
    }

    public void Mx(string owner, ushort preference, string host) => Add(owner, 15, [(byte)(preference >> 8), (byte)preference, .. NameOctets(host)]);

    public void Pointer(string address, string host) => Add(ReverseName.Of(IPAddress.Parse(address)), 12, NameOctets(host));

    public void Tlsa(string owner, byte[] data) => Add(owner, 52, data);

    public void Fails(string owner) => failing[owner] = true;

    public void IsSilentAt(string owner) => silent[owner] = true;

    public void IsAuthenticated(string owner) => authenticated[owner] = true;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop;
        socket.Dispose();
        stop.Dispose();
    }

    private void Add(string owner, ushort type, byte[] data) => records.GetOrAdd((owner, type), _ => []).Add(data);

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var query = await socket.ReceiveAsync(stop.Token);
                if (AnswerTo(query.Buffer) is { } answer)
                {
                    await socket.SendAsync(answer, query.RemoteEndPoint, stop.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The rig goes down.
        }
    }

    private byte[]? AnswerTo(byte[] query)
    {
        var (owner, end) = ReadName(query, 12);
        var type = BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(end));
        if (silent.ContainsKey(owner))
        {
            return null;
        }

        var found = records.GetValueOrDefault((owner, type)) ?? [];
        var code = failing.ContainsKey(owner) ? ServerFailure : records.Keys.Any(key => key.Owner == owner) ? 0 : NoSuchName;
        var answer = new List<byte>();
        answer.AddRange(query[..2]);
        // RFC 1035 §4.1.1: a response, recursion desired and available; RFC 4035 §3.2.3: AD.
        answer.AddRange([0x81, (byte)(0x80 | (authenticated.ContainsKey(owner) ? 0x20 : 0) | code)]);
        answer.AddRange([0, 1, (byte)(found.Count >> 8), (byte)found.Count, 0, 0, 0, 0]);
        answer.AddRange(query[12..(end + 4)]);
        foreach (var data in found)
        {
            answer.AddRange([0xc0, 12, (byte)(type >> 8), (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data]);
        }

        return [.. answer];
    }

    private static (string Name, int End) ReadName(byte[] message, int at)
    {
        var labels = new List<string>();
        while (message[at] > 0)
        {
            labels.Add(Encoding.ASCII.GetString(message, at + 1, message[at]).ToLowerInvariant());
            at += message[at] + 1;
        }

        return (string.Join('.', labels), at + 1);
    }

    private static byte[] NameOctets(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => new[] { (byte)label.Length }.Concat(Encoding.ASCII.GetBytes(label))), 0];
}
