package io.deploytrail.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.pulumi.SessionNameTemplate;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.StackName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// All that can be asked of an index that holds some [RandomFacts].
public final class AllAnswers {
  public static final SessionNames NAMES =
      new SessionNames(
          List.of(SessionNameTemplate.parse("${project.name}-v${deployment.version}")));

  private static final TimeRange ALWAYS =
      new TimeRange(RandomFacts.START, RandomFacts.START.plus(Duration.ofHours(38)));

  private AllAnswers() {}

  /// As one text.
  public static String of(AccessPatterns index, List<Fact> facts) {
    var text = new StringBuilder();
    for (var number = 0; number < 30; number++) {
      text.append(index.withAccessKey(new AccessKeyId("ASIA" + number))).append('\n');
    }
    var names = new ArrayList<>(List.of("pulumi"));
    for (var number = 0; number <= 5; number++) {
      names.add("web-v" + number);
      names.add("ci-" + new UUID(0, number));
      text.append(pages(page -> index.withUuid(new UUID(0, names.size() / 2 - 1).toString(), page)))
          .append('\n');
    }
    for (var name : names) {
      text.append(
              index.ofAssumedRole("arn:aws:sts::111122223333:assumed-role/deploy/" + name, ALWAYS))
          .append('\n');
      for (var role = 0; role < 3; role++) {
        var principal = new PrincipalId("AROA" + role + ":" + name);
        var second =
            new TimeRange(
                RandomFacts.START.plusSeconds(1200),
                RandomFacts.START.plusSeconds(1200).plusMillis(999));
        text.append(index.ofPrincipal(principal, ALWAYS))
            .append(index.ofPrincipal(principal, second))
            .append('\n');
        text.append(index.boughtBy(principal, ALWAYS)).append('\n');
      }
    }
    for (var stack : RandomFacts.STACKS) {
      var parts = stack.split("/", 3);
      var name = new StackName(parts[0], parts[1], parts[2]);
      text.append(pages(page -> index.ofStack(name, ALWAYS, page))).append('\n');
      text.append(pages(page -> index.ofStackVersion(name, "3", page))).append('\n');
    }
    for (var day = LocalDate.of(2026, 11, 18);
        day.isBefore(LocalDate.of(2026, 11, 21));
        day = day.plusDays(1)) {
      for (var organization : List.of("", "acme", "other", "nobody")) {
        var date = day;
        text.append(pages(page -> index.ofDay(date, organization, page))).append('\n');
        text.append(pages(page -> index.deniedOn(date, organization, page))).append('\n');
      }
    }
    var role = new RoleName("111122223333", "deploy");
    text.append(pages(page -> index.ofRole(role, Instant.MAX, page))).append('\n');
    text.append(pages(page -> index.ofRole(role, RandomFacts.START.plusSeconds(3600), page)))
        .append('\n');
    text.append(pages(index::ofAllRoles)).append('\n');
    facts.stream()
        .map(fact -> fact.event().id())
        .sorted()
        .forEach(id -> text.append(index.ofEvent(id)).append('\n'));
    return text.toString();
  }

  /// All pages together, three items each; newest first throughout.
  private static <T extends Fact> List<T> pages(Function<PageRequest, Page<T>> asker) {
    var all = new ArrayList<T>();
    var after = Optional.<String>empty();
    do {
      var page = asker.apply(new PageRequest(3, after));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(3);
      all.addAll(page.items());
      after = page.next();
    } while (after.isPresent());
    for (var item = 1; item < all.size(); item++) {
      assertThat(all.get(item).event().time()).isBeforeOrEqualTo(all.get(item - 1).event().time());
    }
    // Within one time, the stores may order differently.
    all.sort((one, other) -> one.event().id().compareTo(other.event().id()));
    return all;
  }
}
