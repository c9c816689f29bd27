// Stage: output. How far long work is, on one line of a terminal that is gone when the work is done; nothing where no terminal is.
using System;
using System.Threading;

namespace UapiGen.Tool;

internal sealed class Progress(Terminal terminal, string what) : IDisposable
{
    private readonly Lock _lock = new();

    private long _shownAt = Environment.TickCount64;

    private bool _isShown;

    /// <summary>Tells progress, at most ten times a second, and not for work of a blink. Safe to call from several threads.</summary>
    public void Report(int done, int total)
    {
        const int Pause = 100;
        if (!terminal.IsErrorTerminal || Environment.TickCount64 - Volatile.Read(ref _shownAt) < Pause)
        {
            return;
        }

        lock (_lock)
        {
            if (Environment.TickCount64 - _shownAt >= Pause)
            {
                _shownAt = Environment.TickCount64;
                _isShown = true;
                terminal.Error.Write($"\r\e[K{what} {done} of {total}");
            }
        }
    }

    public void Dispose()
    {
        if (_isShown)
        {
            terminal.Error.Write("\r\e[K");
        }
    }
}
