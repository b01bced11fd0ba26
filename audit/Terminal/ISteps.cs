namespace MtaStsAudit.Audit.Terminal;

/// <summary>Shows work that takes its time, one step after the other.</summary>
internal interface ISteps
{
    Task StepAsync(string title, Func<IStep, Task> work);
}

/// <summary>A step that is under way.</summary>
internal interface IStep
{
    /// <summary>Something worth a line of its own.</summary>
    void Say(string line);

    /// <summary>A sign of life: shown for the moment, if at all.</summary>
    void Detail(string line);
}
