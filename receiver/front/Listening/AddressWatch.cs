using System.Net;
using System.Net.NetworkInformation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Front.Listening;

/// <summary>The addresses that this network has now.</summary>
internal delegate IReadOnlySet<IPAddress> LocalAddresses();

/// <summary>
/// Ends the front when an address that it listens on is gone. It shares the network of the Postfix behind it; when that one's container
/// is started anew it has another network, and the front goes on in one that no client reaches. Ended, it is started again, in the new one.
/// </summary>
internal sealed partial class AddressWatch(
    FrontSettings settings, LocalAddresses addresses, IHostApplicationLifetime application, TimeProvider time, ILogger<AddressWatch> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Whether it is this that ended the front.</summary>
    public bool HasEndedFront { get; private set; }

    public static IReadOnlySet<IPAddress> OfThisNetwork() =>
        NetworkInterface.GetAllNetworkInterfaces().SelectMany(one => one.GetIPProperties().UnicastAddresses).Select(one => one.Address).ToHashSet();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<IPAddress> needed =
        [
            .. settings.Listeners.Select(listener => listener.Address.Address)
                .Where(address => !IPAddress.IsLoopback(address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)),
        ];
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            var there = addresses();
            if (needed.Find(address => !there.Contains(address)) is { } gone)
            {
                Log.Gone(logger, gone);
                HasEndedFront = true;
                application.StopApplication();
                return;
            }
        }
        while (needed.Count > 0 && await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Address {Address} is gone from this network: the front ends, to be started again")]
        public static partial void Gone(ILogger logger, IPAddress address);
    }
}
