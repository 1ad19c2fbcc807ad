package io.deploytrail.pulumi;

import io.deploytrail.pulumi.NameReading.Fit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Reads session names with the configured templates: what they say of a deployment, alone or
/// beside a signed subject.
///
/// All readings of all templates count; only what they agree on is a fact. Immutable and
/// thread-safe.
public final class SessionNames {
  private static final List<SessionNameTemplate> WELL_KNOWN =
      Stream.concat(
              Stream.of(UntemplatedNames.DOCUMENTED),
              Stream.of(
                      "pulumi-${deployment.id}",
                      "pulumi-deployments",
                      "pulumi-deploy",
                      "pulumi-deployment-session")
                  .map(SessionNameTemplate::parse))
          .toList();

  private final List<SessionNameTemplate> configured;
  private final UntemplatedNames untemplated;

  /// With no own organizations configured: the signed one alone is known.
  public SessionNames(List<SessionNameTemplate> templates) {
    this(templates, Set.of());
  }

  /// Both may be empty: without templates a UUID in a name is the id, unless the name is rendered
  /// for another stack of the signed or an own organization.
  public SessionNames(List<SessionNameTemplate> templates, Set<String> organizations) {
    this.configured = List.copyOf(templates);
    this.untemplated = new UntemplatedNames(organizations);
  }

  /// The configured templates.
  public List<SessionNameTemplate> templates() {
    return configured;
  }

  /// Whether a name presents itself as a Pulumi deployment's: it fits a configured template, or
  /// with none configured, a well-known one.
  public boolean presentsItself(String name) {
    return tried().stream().anyMatch(template -> fits(name, template));
  }

  private static boolean fits(String name, SessionNameTemplate template) {
    return template.mayFit(name) && new NameMatch(name, template, new Shapes(name, "")).fits();
  }

  /// Whether a name may be trimmed by a template of three name variables, as the documented one is.
  static boolean mayBeTrimmed(String name) {
    return UntemplatedNames.DOCUMENTED.mayBeTrimmed(name.length());
  }

  private List<SessionNameTemplate> tried() {
    return configured.isEmpty() ? WELL_KNOWN : configured;
  }

  /// What the name states of a deployment by itself: what it says, but for a version that stands
  /// without its stack and without an id; it is a clue, as every stack counts its own versions.
  public NameReading read(String name) {
    var says = says(name);
    var version = says.facts().field(Variable.VERSION);
    if (version.isEmpty() || says.facts().isOne()) {
      return says;
    }
    var facts = new EnumMap<Variable, String>(says.facts().fields());
    var clues = new EnumMap<Variable, String>(Variable.class);
    clues.putAll(says.clues());
    clues.put(Variable.VERSION, facts.remove(Variable.VERSION));
    return new NameReading(says.fit(), new Deployment(facts), clues, says.mayBeTrimmed());
  }

  /// What the name says by itself, field by field; names in it that may be trimmed are clues.
  public NameReading says(String name) {
    var readings = Values.of(name, configured, "");
    if (readings.isEmpty()) {
      return untemplated.read(name);
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
      return untemplated.read(name, subject);
    }
    var clues = new EnumMap<Variable, String>(Variable.class);
    put(Variable.VERSION, Values.all(Variable.VERSION, others), clues);
    put(Variable.ID, Values.all(Variable.ID, others), clues);
    return new NameReading(Fit.CONTRADICTION, Deployment.UNKNOWN, clues, false);
  }

  /// A template for names that no configured one reads: the one that would have rendered this name
  /// for this subject. It reads the name back to the signed names and to the id, or to a version.
  ///
  /// Empty where a template reads the name, where it may be another stack's, where it says nothing
  /// but names, and where two templates are as likely.
  public Optional<SessionNameTemplate> suggested(String name, Subject.Deployment subject) {
    var reading = read(name, subject);
    var id = reading.facts().field(Variable.ID);
    if (reading.fit() != Fit.NO_TEMPLATE
        || name.length() > SessionNameTemplate.LONGEST_NAME
        || (id.isEmpty() && !Uuids.in(name).isEmpty())) {
      return Optional.empty();
    }
    return TemplateSuggestion.of(
            name, Deployment.of(subject), id.map(text -> name.indexOf(text)).orElse(-1))
        .filter(template -> {
          var read = new SessionNames(List.of(template)).read(name, subject);
          return read.fit() == Fit.TEMPLATE
              && read.clues().isEmpty()
              && !read.isStatic()
              && read.facts().field(Variable.ID).equals(id);
        })
        .findFirst();
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
        .map(template -> new Reading(template, new SessionNames(List.of(template)).says(name)))
        .toList();
  }
}
