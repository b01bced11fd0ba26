namespace MtaStsAudit.Collector.Milter;

/// <summary>The commands of the milter protocol, version 6, as Postfix sends them.</summary>
internal static class MilterCommand
{
    public const byte Negotiate = (byte)'O';
    public const byte Macro = (byte)'D';
    public const byte Connect = (byte)'C';
    public const byte Helo = (byte)'H';
    public const byte Mail = (byte)'M';
    public const byte Rcpt = (byte)'R';
    public const byte Data = (byte)'T';
    public const byte Header = (byte)'L';
    public const byte EndOfHeaders = (byte)'N';
    public const byte Body = (byte)'B';
    public const byte EndOfBody = (byte)'E';
    public const byte Abort = (byte)'A';
    public const byte Quit = (byte)'Q';
    public const byte QuitForNewConnection = (byte)'K';
    public const byte Unknown = (byte)'U';
}
