using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Front.Listening;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Front.Tests.Listening;

public sealed class AddressWatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.51");

    private readonly FakeTimeProvider time = new();
    private readonly Application application = new();
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile HashSet<IPAddress> there = [Address];

    [Fact]
    public async Task A_front_whose_address_is_gone_ends()
    {
        using var watch = Watch(Address);
        await watch.StartAsync(TestContext.Current.CancellationToken);
        await asked.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.False(application.IsStopped.Task.IsCompleted);
        Assert.False(watch.HasEndedFront);

        there = [];
        time.Advance(AddressWatch.Interval);
        await application.IsStopped.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(watch.HasEndedFront);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public async Task Addresses_that_every_network_has_are_not_looked_for(string address)
    {
        there = [];
        using var watch = Watch(IPAddress.Parse(address));
        await watch.StartAsync(TestContext.Current.CancellationToken);

        await watch.ExecuteTask!;
        Assert.False(application.IsStopped.Task.IsCompleted);
    }

    private AddressWatch Watch(IPAddress address) => new(
        new FrontSettings { Upstream = new(IPAddress.Loopback, 25), Listeners = [new("a", new(address, 25), ChannelFault.StartTlsHidden)] },
        Ask, application, time, NullLogger<AddressWatch>.Instance);

    private HashSet<IPAddress> Ask()
    {
        var answer = there;
        asked.TrySetResult();
        return answer;
    }

    private sealed class Application : IHostApplicationLifetime
    {
        public TaskCompletionSource IsStopped { get; } = new();

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => IsStopped.TrySetResult();
    }
}
