package io.deploytrail.cli.ask;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import io.deploytrail.cli.ask.KnownSessions.KnownRoot;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.questions.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The organizations, projects and stacks of known sessions.
record KnownNames(List<KnownRoot> known) {
  private static final int OF_STACK = 3;

  KnownNames {
    known = List.copyOf(known);
  }

  boolean isKnown(StackName stack) {
    return names(OF_STACK).contains(stack.toString());
  }

  /// None for one that is known.
  Optional<StackName> nearest(StackName stack) {
    if (isKnown(stack)) {
      return Optional.empty();
    }
    return NearestName.to(stack.toString(), names(OF_STACK))
        .map(name -> name.split("/", -1))
        .map(names -> new StackName(names[0], names[1], names[2]));
  }

  Optional<Scope> nearest(Scope scope) {
    var text = scope.text();
    return text.isEmpty() || names(text.split("/", -1).length).contains(text)
        ? Optional.empty()
        : NearestName.to(text, names(text.split("/", -1).length)).map(Scope::parse);
  }

  /// The first so many names of what is known, each once.
  private Set<String> names(int depth) {
    return known.stream()
        .flatMap(each -> each.stack().stream())
        .map(stack -> Stream.of(stack.organization(), stack.project(), stack.stack()))
        .map(names -> names.limit(depth).collect(joining("/")))
        .collect(toCollection(TreeSet::new));
  }
}
