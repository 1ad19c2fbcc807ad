package io.deploytrail.questions;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.Providers;
import io.deploytrail.attribution.SessionLookup;
import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.pulumi.SessionNameTemplate;
import io.deploytrail.pulumi.SessionNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What an installation knows of its own Pulumi set-up: session-name templates, own organizations,
/// providers.
///
/// All optional: without templates a UUID in a name is the id, without organizations none is
/// foreign, and the provider is Pulumi Cloud's.
public record Configuration(SessionNames names, Set<String> organizations, Providers providers) {
  private static final Pattern PROVIDER =
      Pattern.compile(
          "(?i:https://)?(?<host>[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)(?<path>(?:/[A-Za-z0-9._~-]+)*)/*");

  /// Nothing configured.
  public static final Configuration DEFAULT = of(List.of(), List.of(), List.of());

  public Configuration {
    organizations = Set.copyOf(organizations);
  }

  /// Throws what the template parser throws, and `IllegalArgumentException` for a provider that is
  /// none.
  public static Configuration of(
      List<String> templates, List<String> organizations, List<String> providers) {
    return new Configuration(
        new SessionNames(
            templates.stream().map(SessionNameTemplate::parse).toList(), Set.copyOf(organizations)),
        Set.copyOf(organizations),
        providers.isEmpty() ? Providers.PULUMI_CLOUD : providers(providers));
  }

  /// This, with one more template.
  public Configuration with(SessionNameTemplate template) {
    var templates = new ArrayList<>(names.templates());
    templates.add(template);
    return new Configuration(new SessionNames(templates, organizations), organizations, providers);
  }

  private static Providers providers(List<String> names) {
    return new Providers(names.stream().map(Configuration::provider).toList());
  }

  /// As IAM names it: a URL names the same one, and a host is the same in any case.
  private static String provider(String text) {
    var url =
        PROVIDER.matcher(
            ProviderArn.parse(text.strip()).map(ProviderArn::name).orElseGet(text::strip));
    if (!url.matches()) {
      throw new InvalidQuestionException(
          "a provider is named as in IAM, host and path alone, such as api.pulumi.com/oidc; not "
              + Quoted.of(text));
    }
    return url.group("host").toLowerCase(Locale.ROOT) + url.group("path");
  }

  /// Reads `SESSION_NAME_TEMPLATES`, `ORGANIZATIONS` and `PROVIDERS`: lists separated by spaces or
  /// newlines.
  public static Configuration fromEnvironment(Map<String, String> environment) {
    return of(
        list(environment, "SESSION_NAME_TEMPLATES"),
        list(environment, "ORGANIZATIONS"),
        list(environment, "PROVIDERS"));
  }

  /// The list in that variable, separated by white space; empty if it is not set.
  public static List<String> list(Map<String, String> environment, String variable) {
    return Arrays.stream(environment.getOrDefault(variable, "").split("\\s+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  public Attributor attributor(SessionLookup index) {
    return new Attributor(index, names, providers, organizations);
  }
}
