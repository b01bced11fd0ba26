using System.Diagnostics.CodeAnalysis;

namespace MtaStsAudit.Model;

/// <summary>What a parser answers: the value, or the reason why the text is not one. Parsers do not throw.</summary>
public readonly record struct Parsed<T>
    where T : class
{
    private Parsed(T? value, string? error) => (Value, Error) = (value, error);

    public T? Value { get; }

    /// <summary>What is wrong with the text, as a sentence fragment for whoever published it.</summary>
    public string? Error { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Value is not null;

    public static Parsed<T> Valid(T value) => new(value, null);

    public static Parsed<T> Invalid(string error) => new(null, error);
}
