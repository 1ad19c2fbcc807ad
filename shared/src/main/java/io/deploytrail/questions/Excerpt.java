package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Candidate;
import io.deploytrail.attribution.Origin;
import io.deploytrail.cloudtrail.Issuance;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What an answer lists of an origin, however many sessions it has to do with: an answer has to fit
/// into a function's response.
///
/// `candidates` are the first, in the order in which their sessions were issued; `evidence` and
/// `chain` are the beginning and the end. `counts` says of each list that is not whole, by a
/// field's name, how long it is. `rest` is the last event of the chain's beginning: who caused it
/// is what the chain leaves out.
public record Excerpt(
    List<Candidate> candidates,
    List<String> evidence,
    List<Issuance> chain,
    Map<String, Integer> counts,
    Optional<String> rest) {
  private static final int MOST_CANDIDATES = 50;

  /// So many sessions of the chain on each side.
  private static final int ENDS_OF_CHAIN = 10;

  public Excerpt {
    candidates = List.copyOf(candidates);
    evidence = List.copyOf(evidence);
    chain = List.copyOf(chain);
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    requireNonNull(rest, "rest");
  }

  private static final int FIRST_SENTENCES = 100;
  private static final int LAST_SENTENCES = 50;

  public static Excerpt of(Origin origin) {
    var counts = new TreeMap<String, Integer>();
    var candidates = origin.candidates();
    if (candidates.size() > MOST_CANDIDATES) {
      counts.put("candidateCount", candidates.size());
    }
    var chain = origin.chain();
    var isLong = chain.size() > 2 * ENDS_OF_CHAIN;
    if (isLong) {
      counts.put("chainLength", chain.size());
    }
    return new Excerpt(
        candidates.stream().limit(MOST_CANDIDATES).toList(),
        evidence(origin.evidence()),
        isLong ? ends(chain, ENDS_OF_CHAIN, List.of(), ENDS_OF_CHAIN) : chain,
        counts,
        isLong ? Optional.of(chain.get(ENDS_OF_CHAIN - 1).event().id()) : Optional.empty());
  }

  private static List<String> evidence(List<String> all) {
    var leftOut = all.size() - FIRST_SENTENCES - LAST_SENTENCES;
    return leftOut <= 1
        ? all
        : ends(
            all,
            FIRST_SENTENCES,
            List.of("(" + leftOut + " sentences are left out here)"),
            LAST_SENTENCES);
  }

  private static <T> List<T> ends(List<T> all, int first, List<T> between, int last) {
    return Stream.of(all.subList(0, first), between, all.subList(all.size() - last, all.size()))
        .flatMap(List::stream)
        .toList();
  }
}
