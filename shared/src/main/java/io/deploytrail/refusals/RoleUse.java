package io.deploytrail.refusals;

import static java.util.Comparator.comparingLong;
import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.Providers;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.width.UsedSubject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which tokens got a role's sessions, by the sessions that are indexed. Asks day by day, since no
/// index is by role.
public final class RoleUse {
  private static final int PAGE_SIZE = 1000;

  private final SessionIndex index;
  private final Providers providers;

  public RoleUse(SessionIndex index, Providers providers) {
    this.index = requireNonNull(index, "index");
    this.providers = requireNonNull(providers, "providers");
  }

  /// The tokens that got a role's sessions, and the role's ARN as the sessions name it.
  public record UsedRole(String arn, List<UsedSubject> subjects) {
    public UsedRole {
      requireNonNull(arn, "arn");
      subjects = List.copyOf(subjects);
    }
  }

  private record Token(ProviderArn provider, String audience, String subject) {}

  private record Seen(long sessions, Instant last) {
    Seen and(Seen other) {
      return new Seen(sessions + other.sessions, last.isAfter(other.last) ? last : other.last);
    }
  }

  /// The tokens of Pulumi's providers, the most used ones first, by the key of each role.
  public Map<String, UsedRole> on(List<LocalDate> days, Instant from, Instant to) {
    var seen = new HashMap<String, Map<Token, Seen>>();
    var arns = new HashMap<String, String>();
    for (var day : days) {
      var after = Optional.<String>empty();
      do {
        var page = index.ofDay(day, "", new PageRequest(PAGE_SIZE, after));
        for (var root : page.items()) {
          var issued = root.session().issuedAt();
          if (!issued.isBefore(from) && !issued.isAfter(to)) {
            add(root, seen, arns);
          }
        }
        after = page.next();
      } while (after.isPresent());
    }
    var used = new HashMap<String, UsedRole>();
    arns.forEach((role, arn) ->
        used.put(role, new UsedRole(arn, subjects(seen.getOrDefault(role, Map.of())))));
    return used;
  }

  private void add(Root root, Map<String, Map<Token, Seen>> seen, Map<String, String> arns) {
    var identity = root.identity();
    var role = root.session().role().flatMap(RoleTrust::role).map(RoleName::key);
    var provider = ProviderArn.parse(identity.provider());
    if (role.isPresent() && provider.isPresent() && providers.include(identity.provider())) {
      // Newest first, so that it is the path of the role that is there now.
      arns.putIfAbsent(role.get(), root.session().role().orElseThrow());
      seen.computeIfAbsent(role.get(), _ -> new HashMap<>())
          .merge(
              new Token(provider.get(), identity.audience(), identity.subject()),
              new Seen(1, root.session().issuedAt()),
              Seen::and);
    }
  }

  private static List<UsedSubject> subjects(Map<Token, Seen> tokens) {
    return tokens.entrySet().stream()
        .map(token ->
            new UsedSubject(
                token.getKey().provider(),
                token.getKey().audience(),
                token.getKey().subject(),
                token.getValue().sessions(),
                token.getValue().last()))
        .sorted(
            comparingLong(UsedSubject::sessions)
                .reversed()
                .thenComparing(UsedSubject::subject)
                .thenComparing(UsedSubject::audience))
        .toList();
  }
}
