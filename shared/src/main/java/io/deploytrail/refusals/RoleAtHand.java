package io.deploytrail.refusals;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// What is at hand of a role's trust.
public sealed interface RoleAtHand {
  /// A policy that somebody gave for the role; `origin` says in words where it comes from.
  record GivenPolicy(String document, String origin) implements RoleAtHand {
    public GivenPolicy {
      requireNonNull(document, "document");
      requireNonNull(origin, "origin");
    }
  }

  /// What IAM held when it was asked: the role's ARN with its path, since when the role is there,
  /// and its policy, percent-encoded as IAM answers it.
  record HeldRole(String arn, Instant createdAt, String document, Instant readAt)
      implements RoleAtHand {
    public HeldRole {
      requireNonNull(arn, "arn");
      requireNonNull(createdAt, "createdAt");
      requireNonNull(document, "document");
      requireNonNull(readAt, "readAt");
    }
  }

  /// IAM of the role's account had no role of that name.
  record MissingRole(Instant readAt) implements RoleAtHand {
    public MissingRole {
      requireNonNull(readAt, "readAt");
    }
  }

  /// Nothing is at hand; where something was asked, the sentence says why.
  record RoleNotRead(Optional<String> reason) implements RoleAtHand {
    public RoleNotRead {
      requireNonNull(reason, "reason");
    }
  }
}
