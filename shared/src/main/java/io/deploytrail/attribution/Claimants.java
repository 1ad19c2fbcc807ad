package io.deploytrail.attribution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The sessions whose names may state one [Claim]: the earliest of them, in [Claimant#ORDER].
///
/// `areMore` says that others came later than the last of these; there are so few of a claim that
/// this happens only where somebody repeats it.
public record Claimants(List<Claimant> earliest, boolean areMore) {
  /// How many are known of a claim, however often it is stated.
  public static final int MOST = 100;

  public static final Claimants NONE = new Claimants(List.of(), false);

  public Claimants {
    earliest = List.copyOf(earliest);
  }

  /// The earliest of those, whatever their order and however often each comes.
  public static Claimants of(Collection<Claimant> all) {
    var inOrder = all.stream().distinct().sorted(Claimant.ORDER).limit(MOST + 1L).toList();
    return inOrder.size() > MOST
        ? new Claimants(inOrder.subList(0, MOST), true)
        : new Claimants(inOrder, false);
  }

  /// These and those together.
  public Claimants and(Claimants others) {
    var all = new ArrayList<>(earliest);
    all.addAll(others.earliest);
    var both = of(all);
    return new Claimants(both.earliest, both.areMore || areMore || others.areMore);
  }
}
