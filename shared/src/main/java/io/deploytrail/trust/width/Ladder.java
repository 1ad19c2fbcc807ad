package io.deploytrail.trust.width;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The rungs from [Width#ANY_ORGANIZATION] down to [Width#NOBODY], for what a policy lets in.
///
/// A part of a subject is *open* if more than the policy's own text fits there.
final class Ladder {
  private final List<LetIn> all;

  private Ladder(List<LetIn> all) {
    this.all = all.stream().filter(LetIn::isSome).toList();
  }

  static Map<TokenKind, KindWidth> widths(List<LetIn> all) {
    var ladder = new Ladder(all);
    var widths = new EnumMap<TokenKind, KindWidth>(TokenKind.class);
    for (var kind : TokenKind.values()) {
      widths.put(kind, ladder.width(kind));
    }
    return widths;
  }

  private KindWidth width(TokenKind kind) {
    var letIn = all.stream().filter(one -> one.form().kind() == kind).toList();
    if (letIn.isEmpty()) {
      return KindWidth.NOBODY;
    }
    var any = letIn.stream().flatMap(one -> one.anyOrganization().stream()).findFirst();
    if (any.isPresent()) {
      return new KindWidth(Width.ANY_ORGANIZATION, List.of(), any);
    }
    var several = open(letIn, TokenPart.ORGANIZATION);
    if (several.isPresent()) {
      return new KindWidth(Width.SEVERAL_ORGANIZATIONS, List.of(), several);
    }
    var organizations = new TreeSet<String>();
    letIn.forEach(one -> organizations.addAll(one.organizations()));
    var shortest = Optional.of(letIn.getFirst().shortest());
    if (organizations.size() > 1) {
      var listed =
          organizations.size() > LetIn.MOST_ORGANIZATIONS
              ? List.<String>of()
              : List.copyOf(organizations);
      return new KindWidth(Width.SEVERAL_ORGANIZATIONS, listed, shortest);
    }
    var rung =
        switch (kind) {
          case DEPLOYMENT -> ofDeployments(letIn);
          case ENVIRONMENT -> ofEnvironments(letIn);
          case CUSTOMER_MANAGED_KEY -> rung(Width.ORGANIZATION_AND_KIND, shortest);
          case OTHER ->
              rung(Width.ORGANIZATION_AND_KIND, open(letIn, TokenPart.KIND).or(() -> shortest));
        };
    var width = new KindWidth(rung.width(), List.copyOf(organizations), rung.witness());
    return width.width() == Width.ORGANIZATION_AND_KIND && letIn.stream().anyMatch(this::isAnyKind)
        ? width.with(Width.ORGANIZATION)
        : width;
  }

  /// Whether the tokens of that audience may be of any kind.
  private boolean isAnyKind(LetIn letIn) {
    return all.stream()
        .filter(other -> other.form().kind() == TokenKind.OTHER)
        .filter(other -> other.form().audiencePrefix().equals(letIn.form().audiencePrefix()))
        .anyMatch(other -> other.open(TokenPart.KIND).isPresent());
  }

  private static KindWidth ofDeployments(List<LetIn> letIn) {
    var shortest = Optional.of(letIn.getFirst().shortest());
    var projects = open(letIn, TokenPart.PROJECT);
    var stacks = open(letIn, TokenPart.STACK);
    var operations = open(letIn, TokenPart.OPERATION);
    if (operations.isEmpty()) {
      return projects.isPresent() || stacks.isPresent()
          ? rung(Width.OPERATION, projects.or(() -> stacks))
          : rung(Width.STACK_AND_OPERATION, shortest);
    }
    if (projects.isPresent()) {
      return rung(Width.ORGANIZATION_AND_KIND, projects);
    }
    return stacks.isPresent() ? rung(Width.PROJECT, stacks) : rung(Width.STACK, operations);
  }

  private static KindWidth ofEnvironments(List<LetIn> letIn) {
    var unnamed = letIn.stream().flatMap(one -> one.unnamed().stream()).findFirst();
    var projects = open(letIn, TokenPart.PROJECT).or(() -> unnamed);
    if (projects.isPresent()) {
      return rung(Width.ORGANIZATION_AND_KIND, projects);
    }
    var environments = open(letIn, TokenPart.ENVIRONMENT);
    return environments.isPresent()
        ? rung(Width.PROJECT, environments)
        : rung(Width.ENVIRONMENT, Optional.of(letIn.getFirst().shortest()));
  }

  private static KindWidth rung(Width width, Optional<MintedToken> witness) {
    return new KindWidth(width, List.of(), witness);
  }

  private static Optional<MintedToken> open(List<LetIn> letIn, TokenPart part) {
    return letIn.stream().flatMap(one -> one.open(part).stream()).findFirst();
  }

  /// The widest of them; organizations that differ from kind to kind are several.
  static Width overall(Map<TokenKind, KindWidth> widths) {
    var widest = widths.values().stream().map(KindWidth::width).reduce(Width.NOBODY, Width::widest);
    return organizations(widths).size() > 1 ? widest.widest(Width.SEVERAL_ORGANIZATIONS) : widest;
  }

  /// All that get in; empty where those of some kind cannot be listed.
  static List<String> organizations(Map<TokenKind, KindWidth> widths) {
    var letIn = widths.values().stream().filter(width -> width.width() != Width.NOBODY).toList();
    return letIn.stream().anyMatch(width -> width.organizations().isEmpty())
        ? List.of()
        : letIn.stream()
            .flatMap(width -> width.organizations().stream())
            .distinct()
            .sorted()
            .toList();
  }
}
