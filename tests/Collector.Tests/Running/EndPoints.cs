using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace MtaStsAudit.Collector.Tests.Running;

/// <summary>Where a collector listens, when the system chose its ports.</summary>
internal sealed class EndPoints
{
    private readonly IPEndPoint[] all;

    public EndPoints(WebApplication app) => all =
        [.. app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Select(address => IPEndPoint.Parse(new Uri(address).Authority))];

    public IPEndPoint Milter => all[0];

    public IPEndPoint LogIntake => all[1];

    public Uri Http => new($"http://{all[2]}/");

    public IPEndPoint Https => all[3];
}
