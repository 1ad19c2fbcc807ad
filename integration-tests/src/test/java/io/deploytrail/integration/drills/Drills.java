package io.deploytrail.integration.drills;

import java.util.Random;

/// How long the drills are, and from which seed: `-Ddeploytrail.drills=<rounds>` and
/// `-Ddeploytrail.drills.seed=<number>`, which replays a drill.
final class Drills {
  static final long SEED = Long.getLong("deploytrail.drills.seed", 1);

  private static final int ROUNDS = Integer.getInteger("deploytrail.drills", 1);

  private Drills() {}

  /// How many rounds a drill plays that plays so many for each of the setting's.
  static int rounds(int each) {
    return ROUNDS * each;
  }

  static boolean isLong() {
    return ROUNDS > 1;
  }

  static Random random(int round) {
    return new Random(SEED * 1_000_003 + round);
  }

  /// A row of the table in docs/testing.md.
  static void tell(String drill, String putIn, Difference difference) {
    IO.println(
        "drill | %s | %s | %d lost | %d doubled | %d wrong | seed %d"
            .formatted(
                drill, putIn, difference.lost(), difference.doubled(), difference.wrong(), SEED));
  }
}
