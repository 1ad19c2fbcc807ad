package io.deploytrail.index;

import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.PROVIDER;
import static io.deploytrail.index.Facts.ROLE;
import static io.deploytrail.index.Facts.policySet;
import static io.deploytrail.index.Facts.principal;
import static io.deploytrail.index.Facts.provider;
import static io.deploytrail.index.Facts.roleTrust;
import static io.deploytrail.index.Facts.root;
import static io.deploytrail.index.SessionIndexContract.ALWAYS;
import static io.deploytrail.index.SessionIndexContract.DAY;
import static io.deploytrail.index.SessionIndexContract.pages;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.attribution.TrustHistory;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.ProviderChange;
import io.deploytrail.cloudtrail.ProviderEdit.AudienceAdded;
import io.deploytrail.cloudtrail.ProviderEdit.AudienceRemoved;
import io.deploytrail.cloudtrail.ProviderEdit.EditNotKnown;
import io.deploytrail.cloudtrail.ProviderEdit.ProviderCreated;
import io.deploytrail.cloudtrail.ProviderEdit.ProviderDeleted;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.TrustState.PolicyNotKnown;
import io.deploytrail.cloudtrail.TrustState.PolicySet;
import io.deploytrail.cloudtrail.TrustState.RoleDeleted;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every session index keeps of roles' trust and of providers.
public interface TrustHistoryContract extends ClaimantsContract {
  private static List<RoleTrustChange> ofRole(TrustHistory history, Instant upTo) {
    return pages(2, page -> history.ofRole(ROLE, upTo, page));
  }

  private static List<ProviderChange> ofProvider(TrustHistory history, Instant upTo) {
    return pages(2, page -> history.ofProvider(PROVIDER, upTo, page));
  }

  private static RoleTrustChange of(RoleName role, RoleTrustChange change) {
    var event = change.event();
    var there =
        new Event(
            event.id(),
            event.time(),
            event.source(),
            event.name(),
            Optional.of(role.account()),
            event.region(),
            event.sharedEventId(),
            event.corrects());
    return new RoleTrustChange(there, role, change.arn(), change.state());
  }

  @Test
  default void changesOfRoleAreReadBackNewestFirstUpToThatTime() {
    var made = roleTrust("CreateRole", "e1", AT, new PolicySet("{\"one\": \"\u00e9 \\\\ \"}"));
    var set = policySet("e2", AT.plusSeconds(1), "{}");
    var lost = roleTrust("UpdateAssumeRolePolicy", "e3", AT.plusSeconds(2), new PolicyNotKnown());
    var gone = roleTrust("DeleteRole", "e4", AT.plusSeconds(3), new RoleDeleted());
    var index = with(lost, made, gone, set);

    assertThat(ofRole(index, Instant.MAX)).containsExactly(gone, lost, set, made);
    assertThat(ofRole(index, AT.plusSeconds(1))).containsExactly(set, made);
    assertThat(ofRole(index, AT)).containsExactly(made);
    assertThat(ofRole(index, AT.minusMillis(1))).isEmpty();
  }

  @Test
  default void roleIsOfItsAccountAndItsNameIsOneInAnyCase() {
    var set = policySet("e1", AT, "{}");
    var spelled = of(new RoleName("111122223333", "Deploy"), policySet("e2", AT, "[]"));
    var other = of(new RoleName("111122223333", "deploy2"), policySet("e3", AT, "{}"));
    var elsewhere = of(new RoleName("444455556666", "deploy"), policySet("e4", AT, "{}"));
    var index = with(set, spelled, other, elsewhere);

    assertThat(ofRole(index, AT)).containsExactly(spelled, set);
    assertThat(pages(3, page -> index.ofAllRoles(page)))
        .containsExactly(elsewhere, other, spelled, set);
  }

  @Test
  default void changesOfOneSecondAreAllKept() {
    var changes = new ArrayList<Fact>();
    for (var number = 0; number < 5; number++) {
      changes.add(policySet("e" + number, AT, "{\"Version\": \"" + number + "\"}"));
    }

    assertThat(ofRole(with(changes.toArray(Fact[]::new)), AT))
        .containsExactlyElementsOf(
            changes.reversed().stream().map(RoleTrustChange.class::cast).toList());
  }

  @Test
  default void changesOfProviderAreReadBackNewestFirstUpToThatTime() {
    var bare = provider("CreateOpenIDConnectProvider", "e1", AT, new ProviderCreated(List.of()));
    var gone =
        provider("DeleteOpenIDConnectProvider", "e2", AT.plusSeconds(1), new ProviderDeleted());
    var made =
        provider(
            "CreateOpenIDConnectProvider",
            "e3",
            AT.plusSeconds(2),
            new ProviderCreated(List.of("acme", "other")));
    var added =
        provider(
            "AddClientIDToOpenIDConnectProvider",
            "e4",
            AT.plusSeconds(3),
            new AudienceAdded("aws:acme"));
    var removed =
        provider(
            "RemoveClientIDFromOpenIDConnectProvider",
            "e5",
            AT.plusSeconds(4),
            new AudienceRemoved("other"));
    var lost =
        provider("AddClientIDToOpenIDConnectProvider", "e6", AT.plusSeconds(5), new EditNotKnown());
    var index = with(removed, made, lost, bare, added, gone);

    assertThat(ofProvider(index, Instant.MAX))
        .containsExactly(lost, removed, added, made, gone, bare);
    assertThat(ofProvider(index, AT.plusSeconds(2))).containsExactly(made, gone, bare);
    assertThat(pages(1, page -> index.ofProvider(PROVIDER + "/v2", AT, page))).isEmpty();
    assertThat(pages(1, index::ofAllRoles)).isEmpty();
  }

  @Test
  default void neitherOrderNorRepetitionShowsInTheHistory() {
    var changes =
        new ArrayList<Fact>(
            List.of(
                roleTrust("CreateRole", "e1", AT, new PolicySet("{}")),
                policySet("e2", AT, "[]"),
                policySet("e3", AT.plusSeconds(1), "{}"),
                // One record can have but one content; if two come, the same one stands.
                policySet("e3", AT.plusSeconds(1), "[]")));
    var expected = ofRole(with(changes.toArray(Fact[]::new)), AT.plusSeconds(1));
    for (var seed = 0; seed < 5; seed++) {
      var shuffled = new ArrayList<>(changes);
      shuffled.addAll(changes);
      Collections.shuffle(shuffled, new Random(seed));

      assertThat(ofRole(with(shuffled.toArray(Fact[]::new)), AT.plusSeconds(1)))
          .hasSize(3)
          .isEqualTo(expected);
    }
  }

  @Test
  default void expiredChangesNeverAnswer() {
    var expiry = NOW.minus(Facts.RETENTION);
    var expired = policySet("e1", expiry, "{}");
    var living = policySet("e2", expiry.plusSeconds(1), "{}");
    var index = index(Clock.fixed(NOW, UTC));

    assertThat(index.add(expired)).isFalse();
    assertThat(index.add(living)).isTrue();
    assertThat(ofRole(index, NOW)).containsExactly(living);
    assertThat(pages(1, index::ofAllRoles)).containsExactly(living);
  }

  @Test
  default void changesOfTrustAreInNoAnswerAboutSessions() {
    var root = root("e1", "ASIA1", "web-v3", AT);
    var set = policySet("e2", AT, "{}");
    var made = provider("CreateOpenIDConnectProvider", "e3", AT, new ProviderCreated(List.of()));
    var index = with(root, set, made);

    assertThat(index.ofEvent("e2")).isEmpty();
    assertThat(index.ofEvent("e3")).isEmpty();
    assertThat(index.ofEvent("e1")).contains(root);
    assertThat(index.withAccessKey(new AccessKeyId("trust#e2"))).isEmpty();
    assertThat(index.ofPrincipal(new PrincipalId("role-trust#111122223333/deploy"), ALWAYS))
        .isEmpty();
    assertThat(index.ofPrincipal(principal("web-v3"), ALWAYS)).containsExactly(root);
    assertThat(pages(1, page -> index.ofDay(DAY, "", page))).containsExactly(root);
    assertThat(pages(1, page -> index.deniedOn(DAY, "", page))).isEmpty();
  }
}
