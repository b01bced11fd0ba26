namespace MtaStsAudit.Front.Tests.Tls;

/// <summary>Messages that no library makes.</summary>
internal static class HandMade
{
    /// <returns>The handshake message; without extensions it ends before them.</returns>
    public static byte[] Hello(int[] suites, params (int Kind, byte[] Content)[] extensions)
    {
        byte[] listed = [.. extensions.SelectMany(extension => (byte[])[.. Two(extension.Kind), .. Two(extension.Content.Length), .. extension.Content])];
        byte[] body =
        [
            3, 3, .. new byte[32], 0, .. Two(2 * suites.Length), .. suites.SelectMany(Two), 1, 0,
            .. extensions.Length == 0 ? [] : (byte[])[.. Two(listed.Length), .. listed],
        ];
        return [1, 0, .. Two(body.Length), .. body];
    }

    private static byte[] Two(int number) => [(byte)(number >> 8), (byte)number];
}
