package io.deploytrail.pulumi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A session-name template that leads from a name to its deployment, and the name that it renders.
///
/// The id takes 36 of the 64 characters, so the names of long stacks do not all fit. `lost` holds
/// those of organization, project and stack that cannot be read back from the name alone: they are
/// not in it, or trimmed. Beside its issuance nothing is lost, as the subject signs all three.
public record NameAdvice(SessionNameTemplate template, RenderedName name, Set<Variable> lost) {
  private static final Set<Variable> NAMES =
      Collections.unmodifiableSet(
          EnumSet.of(Variable.ORGANIZATION, Variable.PROJECT, Variable.STACK));

  private static final String ANY_ID = "00000000-0000-4000-8000-000000000000";

  /// A name of the documented template is known without being configured; `+` stands in no name of
  /// Pulumi's, so it separates names that hold `-`.
  private static final List<SessionNameTemplate> ADVISED =
      Stream.of(
              "${organization.name}-${project.name}-${stack.name}-${deployment.id}",
              "${organization.name}+${project.name}+${stack.name}+${deployment.id}",
              "${project.name}-${stack.name}-${deployment.id}",
              "${project.name}+${stack.name}+${deployment.id}",
              "${stack.name}-${deployment.id}")
          .map(SessionNameTemplate::parse)
          .toList();

  public NameAdvice {
    requireNonNull(template, "template");
    requireNonNull(name, "name");
    lost = Set.copyOf(lost);
  }

  /// The template for that stack: the first advised one from whose name all names in it can be read
  /// back, else stack and id alone.
  public static NameAdvice of(Deployment stack) {
    var values = withId(stack);
    var advised =
        ADVISED.stream()
            .map(template -> of(template, values))
            .filter(advice -> advice.lost.stream().noneMatch(advice.template::uses))
            .findFirst();
    return advised.orElseGet(() -> of(ADVISED.getLast(), values));
  }

  private static NameAdvice of(SessionNameTemplate template, Deployment values) {
    var name = template.render(values);
    return new NameAdvice(template, name, lost(template, name.text()));
  }

  /// Whether a name of that template says less by itself than the advised one, or no id.
  boolean isBetterThan(SessionNameTemplate template, Deployment values) {
    return !template.uses(Variable.ID)
        || !lost.containsAll(lost(template, template.render(withId(values)).text()));
  }

  private static Set<Variable> lost(SessionNameTemplate template, String name) {
    var lost = EnumSet.copyOf(NAMES);
    lost.removeAll(new SessionNames(List.of(template)).read(name).facts().fields().keySet());
    return lost;
  }

  private static Deployment withId(Deployment values) {
    var fields = new EnumMap<Variable, String>(Variable.class);
    fields.put(Variable.ID, ANY_ID);
    fields.putAll(values.fields());
    return new Deployment(fields);
  }
}
