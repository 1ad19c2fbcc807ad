package io.deploytrail.trust.width;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// How wide a policy is for the tokens of one kind. `organizations` are those that get in, where
/// they can be listed; `witness` is a token that gets in and shows the width: what the width leaves
/// open is in it made of more than the policy's own text.
public record KindWidth(Width width, List<String> organizations, Optional<MintedToken> witness) {
  static final KindWidth NOBODY = new KindWidth(Width.NOBODY, List.of(), Optional.empty());

  public KindWidth {
    requireNonNull(width, "width");
    organizations = List.copyOf(organizations);
    requireNonNull(witness, "witness");
  }

  KindWidth with(Width wider) {
    return new KindWidth(wider, organizations, witness);
  }
}
