using MtaStsAudit.Audit.Commands;

return await CommandLine.RunAsync(args, CommandEnvironment.Real());
