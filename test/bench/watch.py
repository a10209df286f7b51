"""Runs a command; prints as JSON how long it took, the most memory that it had, and the last line that it printed."""
import json
import resource
import subprocess
import sys
import time

started = time.perf_counter()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
ms = (time.perf_counter() - started) * 1000
if done.returncode > 1 or done.returncode < 0:
    sys.exit(f"exit code {done.returncode}: {done.stderr[:500]}")
# In KiB on Linux, in bytes on macOS.
unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
lines = done.stdout.strip().splitlines()
print(json.dumps({"ms": ms, "peakMiB": peak, "last": lines[-1] if lines else ""}))
