using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MtaStsAudit.Model.Sts;
using MtaStsAudit.Stack.Acceptance;

namespace MtaStsAudit.Infra.Tests.Acceptance;

public sealed class HttpsCheckTests : IDisposable
{
    private const string Host = "mta-sts.x.audit.example.com";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntext";
    private const string NotFound = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
    private const string Redirect = "HTTP/1.1 301 Moved Permanently\r\nLocation: https://api.example.com/x\r\nContent-Length: 0\r\n\r\n";

    private readonly X509Certificate2 certificate = Certificate();

    public void Dispose() => certificate.Dispose();

    [Theory]
    [InlineData("text", Ok, null)]
    [InlineData("text", NotFound, "answers 404 and must answer 200")]
    [InlineData("other", Ok, "serves another policy")]
    [InlineData("404", NotFound, null)]
    [InlineData("404", Ok, "answers 200 and must answer 404")]
    [InlineData("redirect", Redirect, null)]
    [InlineData("redirect", Ok, "answers 200 and must answer 301")]
    [InlineData("elsewhere", Redirect, "redirects to 'https://api.example.com/x' instead of 'https://api.example.com/y'")]
    [InlineData("closed", "", null)]
    [InlineData("closed", Ok, "answers 200 and must not answer")]
    [InlineData("text", "", "does not answer (")]
    public async Task An_answer_is_compared_with_what_the_scenario_is_about(string design, string answer, string? fault)
    {
        var found = await CheckAsync(DesignOf(design), answer, certificate);

        if (fault is null)
        {
            Assert.Null(found);
        }
        else
        {
            Assert.StartsWith($"the policy host of receiver x ({Host}) at 127.0.0.1 port ", found, StringComparison.Ordinal);
            Assert.Contains(fault, found, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Silence_is_right_where_it_is_the_design_and_wrong_elsewhere()
    {
        Assert.Null(await CheckAsync(new PolicyAnswer.Silence(), answer: null, certificate));
        Assert.Contains("does not answer", await CheckAsync(new PolicyAnswer.Served(200, "text/plain", "text"), answer: null, certificate), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_answer_counts_only_from_who_presents_the_certificate_that_was_made_for_the_host()
    {
        using var other = Certificate();

        Assert.Contains("presents the certificate with SHA-256", await CheckAsync(new PolicyAnswer.Closed(), "", other), StringComparison.Ordinal);
        Assert.Contains("cannot be reached from here", await HttpsCheck.PolicyAsync(
            Expected(new PolicyAnswer.Closed()), "127.0.0.1", FreePort(), cancellationToken: TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static PolicyAnswer DesignOf(string design) => design switch
    {
        "404" => new PolicyAnswer.Served(404, "text/plain", ""),
        "redirect" => new PolicyAnswer.Redirected(new("https://api.example.com/x")),
        "elsewhere" => new PolicyAnswer.Redirected(new("https://api.example.com/y")),
        "closed" => new PolicyAnswer.Closed(),
        var text => new PolicyAnswer.Served(200, "text/plain", text),
    };

    private ExpectedPolicy Expected(PolicyAnswer design) => ExpectedPolicy.Of("x", Host, ["127.0.0.1"], design, certificate.GetCertHashString(HashAlgorithmName.SHA256));

    /// <param name="answer">What is sent before the connection is closed; null: nothing, and it stays open.</param>
    private async Task<string?> CheckAsync(PolicyAnswer design, string? answer, X509Certificate2 presented)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var ended = new CancellationTokenSource();
        var server = ServeAsync(listener, answer, presented, ended.Token);
        var found = await HttpsCheck.PolicyAsync(
            Expected(design), "127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, answer is null ? TimeSpan.FromSeconds(1) : null, TestContext.Current.CancellationToken);
        await ended.CancelAsync();
        await server;
        return found;
    }

    private static async Task ServeAsync(TcpListener listener, string? answer, X509Certificate2 presented, CancellationToken ended)
    {
        try
        {
            using var client = await listener.AcceptTcpClientAsync(ended);
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = presented }, ended);
            _ = await tls.ReadAsync(new byte[4096], ended);
            await tls.WriteAsync(Encoding.ASCII.GetBytes(answer ?? ""), ended);
            if (answer is null)
            {
                await Task.Delay(Timeout.Infinite, ended);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
        {
            // The check has what it wanted, or hung up on the wrong certificate.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}
