"""Prints the comparison as a table."""

import statistics


def median(measured, name):
    return statistics.median(getattr(one, name) for one in measured)


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def report(chosen, cold, warm, arguments):
    print(f"{arguments.rounds} rounds in shuffled order, medians; then {arguments.questions} more questions in one process")
    print("| function | init ms | first answer ms | its p90 | its CPU ms | ÷ Python | warm p50 ms | warm p99 ms | RSS MB |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    python = [median(measured, "first") for name, measured in cold.items() if name.startswith("Python")]
    for subject in chosen:
        measured, many = cold[subject.name], warm[subject.name]
        first = median(measured, "first")
        print("| %s | %.0f | %.0f | %.0f | %.0f | %s | %.1f | %.1f | %.0f |" % (
            subject.name, 1000 * median(measured, "init"), 1000 * first, 1000 * percentile([one.first for one in measured], 0.9),
            1000 * median(measured, "first_cpu"), "%.2f" % (first / python[0]) if python else "",
            1000 * percentile(many.later, 0.5), 1000 * percentile(many.later, 0.99), many.megabytes))
