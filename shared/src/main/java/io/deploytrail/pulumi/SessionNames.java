package io.deploytrail.pulumi;

import io.deploytrail.pulumi.NameReading.Fit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Reads session names with the configured templates: what they say of a deployment, alone or
/// beside a signed subject.
///
/// All readings of all templates count; only what they agree on is a fact. Immutable and
/// thread-safe.
public final class SessionNames {
  private static final SessionNameTemplate FULL =
      SessionNameTemplate.parse(
          "${organization.name}-${project.name}-${stack.name}-${deployment.id}");
  private static final List<SessionNameTemplate> WELL_KNOWN =
      Stream.concat(
              Stream.of(FULL),
              Stream.of(
                      "pulumi-${deployment.id}",
                      "pulumi-deployments",
                      "pulumi-deploy",
                      "pulumi-deployment-session")
                  .map(SessionNameTemplate::parse))
          .toList();

  private final List<SessionNameTemplate> configured;

  /// `templates` may be empty: then a UUID in a name is the id.
  public SessionNames(List<SessionNameTemplate> templates) {
    this.configured = List.copyOf(templates);
  }

  /// Whether a name presents itself as a Pulumi deployment's: it fits a configured template, or
  /// with none configured, a well-known one.
  public boolean presentsItself(String name) {
    return tried().stream().anyMatch(template -> fits(name, template));
  }

  private static boolean fits(String name, SessionNameTemplate template) {
    return template.mayFit(name) && new NameMatch(name, template, new Shapes(name, "")).fits();
  }

  private List<SessionNameTemplate> tried() {
    return configured.isEmpty() ? WELL_KNOWN : configured;
  }

  /// What the name says by itself; names in it that may be trimmed are clues.
  public NameReading read(String name) {
    var readings = Values.of(name, configured, "");
    if (readings.isEmpty()) {
      return byUuid(Uuids.in(name), configured.isEmpty() ? wellKnownNames(name) : Map.of());
    }
    var mayBeTrimmed =
        readings.stream().anyMatch(values -> values.template().mayBeTrimmed(name.length()));
    var facts = new EnumMap<Variable, String>(Variable.class);
    var clues = new EnumMap<Variable, String>(Variable.class);
    for (var variable : Variable.values()) {
      var isFact = !(variable.isName() && mayBeTrimmed) && Values.agreeOn(variable, readings);
      put(variable, Values.all(variable, readings), isFact ? facts : clues);
    }
    return new NameReading(Fit.TEMPLATE, new Deployment(facts), clues, mayBeTrimmed);
  }

  /// What the name says beside that signed subject: version and id, never against the subject.
  public NameReading read(String name, Subject.Deployment subject) {
    var signed = Deployment.of(subject);
    var agreeing = Values.agreeing(name, configured, signed);
    if (!agreeing.isEmpty()) {
      return stated(agreeing);
    }
    var others = Values.of(name, configured, subject.operation());
    if (others.isEmpty()) {
      return byUuid(Uuids.besides(subject.stack(), name), Map.of());
    }
    var clues = new EnumMap<Variable, String>(Variable.class);
    put(Variable.VERSION, Values.all(Variable.VERSION, others), clues);
    put(Variable.ID, Values.all(Variable.ID, others), clues);
    return new NameReading(Fit.CONTRADICTION, Deployment.UNKNOWN, clues, false);
  }

  private static NameReading stated(List<Values> agreeing) {
    var facts = new EnumMap<Variable, String>(Variable.class);
    var clues = new EnumMap<Variable, String>(Variable.class);
    for (var variable : List.of(Variable.VERSION, Variable.ID)) {
      put(
          variable,
          Values.all(variable, agreeing),
          Values.agreeOn(variable, agreeing) ? facts : clues);
    }
    var isTrimmed = agreeing.stream().allMatch(Values::isTrimmed);
    return new NameReading(Fit.TEMPLATE, new Deployment(facts), clues, isTrimmed);
  }

  private static NameReading byUuid(List<String> uuids, Map<Variable, String> names) {
    var clues = new EnumMap<Variable, String>(Variable.class);
    clues.putAll(names);
    if (uuids.size() == 1) {
      return new NameReading(
          Fit.NO_TEMPLATE, new Deployment(Map.of(Variable.ID, uuids.getFirst())), clues, false);
    }
    put(Variable.ID, uuids, clues);
    return new NameReading(Fit.NO_TEMPLATE, Deployment.UNKNOWN, clues, false);
  }

  /// The names that a name says if it was rendered by the template that Pulumi's documentation
  /// shows.
  private static Map<Variable, String> wellKnownNames(String name) {
    var values = Values.of(name, List.of(FULL), "");
    var names = new EnumMap<Variable, String>(Variable.class);
    for (var variable : List.of(Variable.ORGANIZATION, Variable.PROJECT, Variable.STACK)) {
      if (Values.agreeOn(variable, values)) {
        put(variable, Values.all(variable, values), names);
      }
    }
    return names;
  }

  private static void put(
      Variable variable, Collection<String> values, Map<Variable, String> target) {
    if (!values.isEmpty()) {
      target.put(variable, String.join(" | ", new TreeSet<>(values)));
    }
  }

  /// One template's reading of a name. A field with several possible values is a clue.
  public record Reading(SessionNameTemplate template, NameReading says) {}

  /// What each template that the name fits says by itself; the well-known templates if none is
  /// configured.
  public List<Reading> readings(String name) {
    return tried().stream()
        .filter(template -> fits(name, template))
        .map(template -> new Reading(template, new SessionNames(List.of(template)).read(name)))
        .toList();
  }
}
