package io.deploytrail.resources;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// The resources of one type that a call means, or their pattern.
///
/// `isNamed` says whether the call names one of that type at all.
public record TypeArns(List<MeantArn> arns, boolean isNamed, Extent extent) {
  /// How much of these ARNs the call says.
  public enum Extent {
    /// All.
    WHOLE,
    /// A part: the rest is any.
    PART,
    /// Not the ids: AWS chooses these of what the call makes.
    MADE,
    /// A name that would read as a pattern itself, and is left out.
    HOSTILE,
    /// Nothing.
    TYPE
  }

  /// One resource, or those that the call may mean; and the pattern of all of its type.
  public record MeantArn(String arn, String pattern) {
    public MeantArn {
      requireNonNull(arn, "arn");
      requireNonNull(pattern, "pattern");
    }
  }

  public TypeArns {
    arns = List.copyOf(arns);
    requireNonNull(extent, "extent");
  }
}
