"""What each dependency costs at the start of a function, from the JVM's log of the classes that it loads (-Xlog:class+load)."""

import re
import statistics
from collections import defaultdict

LOADED = re.compile(r"\[(\d+)ns\] (\S+) source: (\S+)")
BYTES = re.compile(r"\[\d+ns\] .*bytes: (\d+)")
ARCHIVE, JDK = "the JDK, from its archive", "the JDK"


def origin(name, source, packages):
    """The jar of a class. One that is made while the program runs, such as a lambda's, belongs to the package that it is in."""
    package = re.split(r"\$\$|/", name)[0].rpartition(".")[0]
    if source == "shared":
        return ARCHIVE
    if source.startswith("jrt:"):
        return JDK
    if source.startswith("file:"):
        jar = re.search(r"([^/]+?)-\d[^/]*\.jar$", source)
        packages[package] = jar.group(1) if jar else "the function's own classes"
    return packages.get(package, JDK)


def costs(log):
    """Classes, bytes of bytecode and milliseconds by jar. The time from one class to the next is counted to the jar of the latter."""
    found = defaultdict(lambda: [0, 0, 0.0])
    packages = {}
    before = 0
    for line in log.splitlines():
        if loaded := LOADED.match(line):
            cost = found[origin(loaded.group(2), loaded.group(3), packages)]
            cost[0] += 1
            cost[2] += (int(loaded.group(1)) - before) / 1e6
            before = int(loaded.group(1))
        elif size := BYTES.match(line):
            cost[1] += int(size.group(1))
    return found


def report(name, logs):
    rounds = [costs(log) for log in logs]
    rows = []
    for jar in set().union(*rounds):
        rows.append((jar, *(statistics.median(one[jar][column] for one in rounds) for column in range(3))))
    print(f"{name}: {len(rounds)} rounds, medians")
    print("| from | classes | kB | ms |")
    print("|---|---:|---:|---:|")
    large = [row for row in rows if row[3] >= 5]
    rest = [row for row in rows if row[3] < 5]
    for jar, loaded, size, time in sorted(large, key=lambda row: -row[3]):
        print("| %s | %d | %.0f | %.0f |" % (jar, loaded, size / 1000, time))
    print("| %d others | %d | %.0f | %.0f |" % (len(rest), *(sum(row[1] for row in rest), sum(row[2] for row in rest) / 1000, sum(row[3] for row in rest))))
    print("| all | %d | %.0f | %.0f |" % tuple(sum(row[column] for row in rows) / (1000 if column == 2 else 1) for column in (1, 2, 3)))
    print()
