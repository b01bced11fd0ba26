using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;

namespace MtaStsAudit.Acme.Tests.Rig;

/// <summary>The plugin as the engine starts it: a process that prints its port and then speaks gRPC.</summary>
internal sealed class PluginProcess : IAsyncDisposable
{
    private static readonly Marshaller<byte[]> Bytes = new(message => message, message => message);

    private readonly Process process;
    private readonly GrpcChannel channel;

    private PluginProcess(Process process, string port)
    {
        this.process = process;
        channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
    }

    public static async Task<PluginProcess> StartAsync(string engine, string trustFile, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MtaStsAudit.Acme.dll"), engine])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["SSL_CERT_FILE"] = trustFile;
        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync(cancellation);
        return new PluginProcess(process, port ?? throw new InvalidOperationException("The plugin ended without printing its port."));
    }

    public async Task<ILookup<int, Google.Protobuf.ByteString>> CallAsync(string method, byte[] request, CancellationToken cancellation)
    {
        var grpc = new Method<byte[], byte[]>(MethodType.Unary, "pulumirpc.ResourceProvider", method, Bytes, Bytes);
        var options = new CallOptions(cancellationToken: cancellation);
        return ProtoMessage.Read(await channel.CreateCallInvoker().AsyncUnaryCall(grpc, null, options, request));
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
