package io.deploytrail.index;

import static java.time.ZoneOffset.UTC;

import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.StackName;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// The session index in memory: for a desk, for a whole trail at once, and for tests.
///
/// Each access pattern is a map of facts in time order. Keeps everything, forever. Safe for many
/// threads.
public final class InMemorySessionIndex implements SessionIndex {
  private final SessionNames names;
  private final Map<String, Fact> byEvent = new ConcurrentHashMap<>();
  private final Map<AccessKeyId, Timeline<Issuance>> byAccessKey = new ConcurrentHashMap<>();
  private final Map<PrincipalId, Timeline<Issuance>> byPrincipal = new ConcurrentHashMap<>();
  private final Map<String, Timeline<Issuance>> byAssumedRole = new ConcurrentHashMap<>();
  private final Map<PrincipalId, Timeline<Issuance>> byCaller = new ConcurrentHashMap<>();
  private final Map<String, Timeline<Root>> byUuid = new ConcurrentHashMap<>();
  private final Map<StackName, Timeline<Root>> byStack = new ConcurrentHashMap<>();
  private final Map<LocalDate, Timeline<Root>> rootsByDay = new ConcurrentHashMap<>();
  private final Map<LocalDate, Timeline<DeniedAttempt>> deniedByDay = new ConcurrentHashMap<>();

  /// `names` say which version a session name states.
  public InMemorySessionIndex(SessionNames names) {
    this.names = names;
  }

  @Override
  public void add(Fact fact) {
    byEvent.put(fact.event().id(), fact);
    switch (fact) {
      case Root root -> addRoot(root);
      case Link link -> addLink(link);
      case DeniedAttempt denied -> put(deniedByDay, day(denied), denied);
    }
  }

  private void addRoot(Root root) {
    addIssuance(root);
    put(rootsByDay, day(root), root);
    RootNames.uuid(root).ifPresent(uuid -> put(byUuid, uuid, root));
    RootNames.stack(root).ifPresent(stack -> put(byStack, stack, root));
  }

  private void addLink(Link link) {
    addIssuance(link);
    link.caller().principal().ifPresent(caller -> put(byCaller, caller, link));
  }

  private void addIssuance(Issuance issuance) {
    var session = issuance.session();
    put(byAccessKey, session.accessKey(), issuance);
    put(byPrincipal, session.principal(), issuance);
    session.assumedRole().ifPresent(arn -> put(byAssumedRole, arn, issuance));
  }

  private static <K, T extends Fact> void put(Map<K, Timeline<T>> map, K key, T fact) {
    map.computeIfAbsent(key, _ -> new Timeline<>()).put(fact);
  }

  private static LocalDate day(Fact fact) {
    return fact.event().time().atZone(UTC).toLocalDate();
  }

  @Override
  public List<Issuance> withAccessKey(AccessKeyId accessKey) {
    return timeline(byAccessKey, accessKey).all();
  }

  @Override
  public List<Issuance> ofPrincipal(PrincipalId principal, TimeRange issued) {
    return timeline(byPrincipal, principal).within(issued);
  }

  @Override
  public List<Issuance> ofAssumedRole(String assumedRole, TimeRange issued) {
    return timeline(byAssumedRole, assumedRole).within(issued);
  }

  @Override
  public List<Issuance> boughtBy(PrincipalId caller, TimeRange issued) {
    return timeline(byCaller, caller).within(issued);
  }

  @Override
  public Optional<Fact> ofEvent(String eventId) {
    return Optional.ofNullable(byEvent.get(eventId));
  }

  @Override
  public Page<Root> withUuid(String uuid, PageRequest page) {
    return timeline(byUuid, uuid.toLowerCase(Locale.ROOT)).page(_ -> true, page);
  }

  @Override
  public Page<Root> ofStack(StackName stack, TimeRange issued, PageRequest page) {
    return timeline(byStack, stack).page(root -> issued.contains(root.event().time()), page);
  }

  @Override
  public Page<Root> ofStackVersion(StackName stack, String version, PageRequest page) {
    var wanted = Optional.of(version);
    return timeline(byStack, stack)
        .page(root -> RootNames.version(root, names).equals(wanted), page);
  }

  @Override
  public Page<Root> ofDay(LocalDate day, String organization, PageRequest page) {
    return timeline(rootsByDay, day).page(isOf(organization), page);
  }

  @Override
  public Page<DeniedAttempt> deniedOn(LocalDate day, String organization, PageRequest page) {
    return timeline(deniedByDay, day).page(isOf(organization), page);
  }

  private static <K, T extends Fact> Timeline<T> timeline(Map<K, Timeline<T>> map, K key) {
    return map.getOrDefault(key, new Timeline<>());
  }

  private static Predicate<Fact> isOf(String organization) {
    return fact ->
        organization.isEmpty() || RootNames.organization(fact).equals(Optional.of(organization));
  }
}
