package io.deploytrail.pulumi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A session-name template: text with variables, such as
/// `${project.name}-${stack.name}-${deployment.id}`.
///
/// Grammar: `template = { literal | "${" variable "}" }`, with the six variables of [Variable] and
/// literals of `[\w+=,.@-]`, the characters that AWS allows in a role session name. A text without
/// variables is a template too.
public final class SessionNameTemplate {
  /// The longest role session name ("AssumeRoleWithWebIdentity", AWS STS API Reference).
  public static final int LONGEST_NAME = 64;

  private static final int SHORTEST_NAME = 2;

  private final String text;
  private final List<Part> parts;
  private final int shortestName;

  private SessionNameTemplate(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
    this.shortestName = parts.stream().mapToInt(Part::shortest).sum();
  }

  /// A piece of a template.
  sealed interface Part {
    /// The least length of what stands for it in a name.
    int shortest();

    record Literal(String text) implements Part {
      @Override
      public int shortest() {
        return text.length();
      }
    }

    record Value(Variable variable) implements Part {
      @Override
      public int shortest() {
        return Shapes.shortest(variable);
      }
    }
  }

  /// Throws [InvalidTemplateException] for an unknown variable, an unclosed one, or a character
  /// that AWS refuses.
  public static SessionNameTemplate parse(String text) {
    if (text.isEmpty()) {
      throw new InvalidTemplateException("a session-name template is not empty");
    }
    var parts = new ArrayList<Part>();
    var at = 0;
    while (at < text.length()) {
      var next = text.indexOf("${", at);
      var end = next < 0 ? text.length() : next;
      if (end > at) {
        parts.add(literal(text, at, end));
      }
      at = end;
      if (next >= 0) {
        var close = text.indexOf('}', next);
        if (close < 0) {
          throw new InvalidTemplateException(
              "the variable at position " + next + " of \"" + text + "\" has no closing }");
        }
        parts.add(new Part.Value(variable(text, text.substring(next + 2, close))));
        at = close + 1;
      }
    }
    return new SessionNameTemplate(text, parts);
  }

  private static Part literal(String text, int start, int end) {
    for (var at = start; at < end; at++) {
      if (!Characters.isSessionName(text.charAt(at))) {
        throw new InvalidTemplateException(
            "the template \"%s\" has '%s' at position %d; AWS allows letters, digits and _+=,.@- in a session name"
                .formatted(text, text.charAt(at), at));
      }
    }
    return new Part.Literal(text.substring(start, end));
  }

  private static Variable variable(String template, String name) {
    return Variable.of(name)
        .orElseThrow(() ->
            new InvalidTemplateException(
                "unknown variable ${%s} in \"%s\"; the variables are %s"
                    .formatted(
                        name,
                        template,
                        Arrays.stream(Variable.values())
                            .map(variable -> "${" + variable.text() + "}")
                            .collect(Collectors.joining(", ")))));
  }

  /// The template as it was written.
  public String text() {
    return text;
  }

  List<Part> parts() {
    return parts;
  }

  /// How many name variables it has, each occurrence counted.
  int names() {
    return (int)
        parts.stream()
            .filter(part -> part instanceof Part.Value(var variable) && variable.isName())
            .count();
  }

  /// Whether that name may fit, by its length and its beginning, which rule most names out.
  boolean mayFit(String name) {
    return name.length() >= shortestName
        && (!(parts.getFirst() instanceof Part.Literal(var start)) || name.startsWith(start));
  }

  /// Whether a name of that length may be one that Pulumi trimmed: a remainder of up to one
  /// character less than there are name variables may be left.
  boolean mayBeTrimmed(int length) {
    var names = names();
    return names > 0 && length >= LONGEST_NAME - (names - 1);
  }

  public boolean uses(Variable variable) {
    return parts.contains(new Part.Value(variable));
  }

  /// The session name that Pulumi makes of it for a deployment.
  ///
  /// A name of more than 64 characters has its organization, project and stack trimmed from their
  /// ends to one common length, the longest that fits. How Pulumi shares a remainder is not
  /// documented; here it is left unused.
  ///
  /// Throws [InvalidTemplateException] if a variable has no value or no trimming makes the name
  /// fit.
  public RenderedName render(Deployment values) {
    var fixed = 0;
    var lengths = new ArrayList<Integer>();
    for (var part : parts) {
      var value = value(part, values);
      if (isName(part)) {
        lengths.add(value.length());
      } else {
        fixed += value.length();
      }
    }
    var budget = LONGEST_NAME - fixed;
    if (budget < 0) {
      throw new InvalidTemplateException(
          "what is never trimmed is %d characters long, and AWS allows %d in all"
              .formatted(fixed, LONGEST_NAME));
    }
    var rendered = render(values, cap(lengths, budget));
    if (rendered.text().length() < SHORTEST_NAME) {
      throw new InvalidTemplateException(
          "the name \"" + rendered.text() + "\" is shorter than the 2 characters AWS asks for");
    }
    return rendered;
  }

  private RenderedName render(Deployment values, int cap) {
    var name = new StringBuilder();
    var trimmed = new EnumMap<Variable, String>(Variable.class);
    for (var part : parts) {
      var value = value(part, values);
      if (part instanceof Part.Value(var variable) && variable.isName() && value.length() > cap) {
        value = value.substring(0, cap);
        trimmed.put(variable, value);
      }
      name.append(value);
    }
    return new RenderedName(name.toString(), trimmed);
  }

  /// The longest common length of names with which they fit.
  private static int cap(List<Integer> lengths, int budget) {
    var cap = LONGEST_NAME;
    while (cap > 0 && total(lengths, cap) > budget) {
      cap--;
    }
    return lengths.stream().mapToInt(Integer::intValue).sum() <= budget ? Integer.MAX_VALUE : cap;
  }

  private static int total(List<Integer> lengths, int cap) {
    return lengths.stream().mapToInt(length -> Math.min(length, cap)).sum();
  }

  private static boolean isName(Part part) {
    return part instanceof Part.Value(var variable) && variable.isName();
  }

  private static String value(Part part, Deployment values) {
    return switch (part) {
      case Part.Literal(var literal) -> literal;
      case Part.Value(var variable) ->
          values
              .field(variable)
              .orElseThrow(() ->
                  new InvalidTemplateException(
                      "the template needs a value for ${" + variable.text() + "}"));
    };
  }

  /// A template whose names lead back to their deployment, if names of this one do not: they carry
  /// stack and id. [#better(Deployment)] knows what fits.
  public Optional<SessionNameTemplate> better() {
    return uses(Variable.STACK) && uses(Variable.ID)
        ? Optional.empty()
        : Optional.of(parse("${stack.name}-${deployment.id}"));
  }

  /// The advice for that stack, if it is better than this template.
  ///
  /// Throws [InvalidTemplateException] as [#render] does.
  public Optional<NameAdvice> better(Deployment values) {
    var advice = NameAdvice.of(values);
    return advice.isBetterThan(this, values) ? Optional.of(advice) : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
