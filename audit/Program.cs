using MtaStsAudit.Audit.Commands;

return await CommandLine.RunAsync(args, Surroundings.Real());
