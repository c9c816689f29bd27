using System;
using UapiGen.Tool;

using var output = Console.OpenStandardOutput();
return CommandLine.Run(args, Terminal.OfProcess(output));
