package io.deploytrail.cli.attribute;

import io.deploytrail.attribution.Verdict;
import io.deploytrail.cli.trail.Problems;
import io.deploytrail.cli.trail.Trail;
import io.deploytrail.questions.NameSuggestions;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/// What was done with a trail, in a line, and what would make its session names say more.
record AttributeSummary(
    int files,
    long records,
    Map<Verdict, Long> verdicts,
    long noCalls,
    long duplicates,
    int skippedFiles,
    int otherFiles,
    long insightsAndDigests,
    int brokenFiles,
    int brokenRecords,
    NameSuggestions suggestions) {
  static AttributeSummary of(
      Trail trail,
      Gathering gathering,
      AttributedCalls calls,
      NameSuggestions suggestions,
      Problems problems) {
    var answered = new EventIds();
    calls.calls().forEach(call -> answered.add(gathering.hash(call.id())));
    var known = calls.calls().size();
    var knownOrNoCalls =
        EventIds.distinct(
            Stream.concat(gathering.noCalls().stream(), Stream.of(answered)).toList());
    var events = EventIds.distinct(gathering.ids());
    var verdicts = new EnumMap<Verdict, Long>(Verdict.class);
    verdicts.putAll(calls.verdicts());
    if (events > knownOrNoCalls) {
      verdicts.merge(Verdict.NONE, events - knownOrNoCalls, Long::sum);
    }
    return new AttributeSummary(
        trail.inputs().size(),
        gathering.records(),
        verdicts,
        knownOrNoCalls - known,
        gathering.records() - events,
        trail.skippedFiles() + problems.skippedFiles(),
        problems.otherFiles(),
        problems.noCalls(),
        problems.brokenFiles(),
        problems.brokenRecords(),
        suggestions);
  }

  @Override
  public String toString() {
    return "%d files, %d records: calls by verdict %s; %d issuances and denied attempts; %d duplicates; %d files beside the trail skipped; %d other files; %d Insights and digests; %d files and %d records with problems"
        .formatted(
            files,
            records,
            verdicts,
            noCalls,
            duplicates,
            skippedFiles,
            otherFiles,
            insightsAndDigests,
            brokenFiles,
            brokenRecords);
  }
}
