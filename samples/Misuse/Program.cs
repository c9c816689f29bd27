// Makes every mistake on an emulated kernel, and prints what the page of its rule promises beside what the kernel answers.
// Exit code 0: each mistake got the errno that its page promises.
using System;
using System.Linq;
using Misuse;

var rows = Table.Run();
foreach (var row in rows)
{
    Console.WriteLine($"{row.Rule}  {row.Name,-26} promised {row.Promised,-8} seen {row.Seen}");
}

return rows.All(static row => row.Promised == row.Seen) ? 0 : 1;
