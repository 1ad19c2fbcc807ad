package io.deploytrail.refusals;

import static io.deploytrail.refusals.RoleTrust.isRecent;
import static io.deploytrail.refusals.RoleTrust.told;
import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.TrustHistory;
import io.deploytrail.cloudtrail.ProviderChange;
import io.deploytrail.cloudtrail.ProviderEdit;
import io.deploytrail.refusals.ProviderAtHand.HeldProvider;
import io.deploytrail.refusals.ProviderAtHand.MissingProvider;
import io.deploytrail.refusals.ProviderAtHand.ProviderNotRead;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.refusal.Certainty;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// OIDC providers as of a time: from the changes that CloudTrail recorded, else from what the asker
/// has at hand.
///
/// Asks once for a provider's changes.
final class ProviderTrust {
  private final TrustHistory history;
  private final TrustAtHand atHand;
  private final Map<String, Page<ProviderChange>> changes = new HashMap<>();

  ProviderTrust(TrustHistory history, TrustAtHand atHand) {
    this.history = requireNonNull(history, "history");
    this.atHand = requireNonNull(atHand, "atHand");
  }

  ProviderFound at(WantedProvider wanted, Instant time) {
    var provider = wanted.provider().text();
    var state = ProviderState.after(upTo(provider, time), wanted);
    var held = atHand.ofProvider(wanted.role(), wanted.provider().name());
    if (state.by().isEmpty() || state.isThere() == Decision.UNDECIDED) {
      return bySince(wanted, time).orElseGet(() -> held(held, wanted, time));
    }
    var isAudienceOpen =
        state.isThere() == Decision.YES && state.isRegistered() == Decision.UNDECIDED;
    if (isAudienceOpen) {
      var later = bySince(wanted, time).filter(found -> found.isThere() == Decision.YES);
      var now = later.orElseGet(() -> held(held, wanted, time));
      return now.isThere() == Decision.YES ? now : recorded(state, held, wanted, time);
    }
    return recorded(state, held, wanted, time);
  }

  private ProviderFound recorded(
      ProviderState state, ProviderAtHand held, WantedProvider wanted, Instant time) {
    var last = state.by().orElseThrow();
    var found =
        new ProviderFound(
            state.isThere(),
            state.isRegistered(),
            state.isWhole() ? Certainty.CERTAIN : Certainty.LIKELY,
            List.of(),
            List.of(sentence(state, wanted.audience(), last)));
    if (isRecent(last.event().time(), time)) {
      found = found.with(Certainty.LIKELY, "not all of AWS may have known that change yet");
    }
    if (isGap(state, wanted.audience(), since(wanted, time))) {
      found =
          found.with(
              Certainty.LIKELY,
              "the next change, at "
                  + told(since(wanted, time).getFirst())
                  + ", does not follow on it: a change is missing from the index");
    }
    return beside(found, held, wanted);
  }

  private static String sentence(ProviderState state, String audience, ProviderChange last) {
    if (state.isThere() == Decision.NO) {
      return "the provider was deleted at " + told(last);
    }
    return switch (state.isRegistered()) {
      case YES -> "the provider was there with audience " + audience + ", as of " + told(last);
      case NO -> "the provider was there without audience " + audience + ", as of " + told(last);
      case UNDECIDED -> "the provider was there, as of " + told(last);
    };
  }

  /// Whether the next change after the try could not come after that state.
  private static boolean isGap(ProviderState state, String audience, List<ProviderChange> since) {
    if (since.isEmpty()) {
      return false;
    }
    var isCreated = since.getFirst().edit() instanceof ProviderEdit.ProviderCreated;
    if (state.isThere() != Decision.of(!isCreated)) {
      return true;
    }
    return state.isRegistered() == Decision.NO
        && since.stream()
            .takeWhile(change -> !(change.edit() instanceof ProviderEdit.ProviderCreated))
            .map(ProviderChange::edit)
            .filter(edit -> isOf(edit, audience))
            .findFirst()
            .filter(ProviderEdit.AudienceRemoved.class::isInstance)
            .isPresent();
  }

  private static boolean isOf(ProviderEdit edit, String audience) {
    return edit.equals(new ProviderEdit.AudienceAdded(audience))
        || edit.equals(new ProviderEdit.AudienceRemoved(audience));
  }

  /// What IAM holds now, beside all that is recorded.
  private ProviderFound beside(ProviderFound found, ProviderAtHand held, WantedProvider wanted) {
    var last = ProviderState.after(known(wanted.provider().text()).items(), wanted);
    return switch (held) {
      case ProviderNotRead(var reason) ->
          reason
              .map(why ->
                  found.with(Certainty.CERTAIN, "not compared with what IAM holds now: " + why))
              .orElse(found);
      case MissingProvider missing ->
          last.isThere() == Decision.NO
              ? found
              : found.with(
                  Certainty.LIKELY,
                  "IAM has no such provider, asked at "
                      + missing.readAt()
                      + ": a change is missing from the index");
      case HeldProvider provider ->
          last.isThere() == Decision.NO
                  || isCreationMissing(provider, wanted)
                  || differs(last, wanted.isAmong(provider.audiences()))
              ? found.with(
                  Certainty.LIKELY, audiences(provider) + ": a change is missing from the index")
              : found;
    };
  }

  private boolean isCreationMissing(HeldProvider held, WantedProvider wanted) {
    var known = known(wanted.provider().text()).items();
    return RecordedBesideIam.isCreationMissing(
        held.createdAt(),
        known.getLast(),
        known.stream()
            .filter(change -> change.edit() instanceof ProviderEdit.ProviderCreated)
            .map(ProviderChange::event));
  }

  private static boolean differs(ProviderState last, Decision isRegisteredNow) {
    return last.isRegistered() != Decision.UNDECIDED
        && isRegisteredNow != Decision.UNDECIDED
        && last.isRegistered() != isRegisteredNow;
  }

  private static String audiences(HeldProvider held) {
    return "IAM has the provider with "
        + (held.audiences().isEmpty()
            ? "no audience"
            : "audiences " + String.join(", ", held.audiences()))
        + ", read at "
        + held.readAt();
  }

  /// What the first changes after the try say of the time before them.
  private Optional<ProviderFound> bySince(WantedProvider wanted, Instant time) {
    var since = since(wanted, time);
    if (since.isEmpty()) {
      return Optional.empty();
    }
    if (since.getFirst().edit() instanceof ProviderEdit.ProviderCreated) {
      return Optional.of(
          likely(
              Decision.NO,
              Decision.NO,
              "the provider was made after the try, at " + told(since.getFirst())));
    }
    return since.stream()
        .takeWhile(change ->
            !(change.edit() instanceof ProviderEdit.ProviderCreated
                || change.edit() instanceof ProviderEdit.ProviderDeleted))
        .filter(change -> isOf(change.edit(), wanted.audience()))
        .findFirst()
        .map(change ->
            change.edit() instanceof ProviderEdit.AudienceAdded
                ? likely(
                    Decision.YES,
                    Decision.NO,
                    "audience "
                        + wanted.audience()
                        + " was added after the try, at "
                        + told(change))
                : likely(
                    Decision.YES,
                    Decision.YES,
                    "audience "
                        + wanted.audience()
                        + " was removed after the try, at "
                        + told(change)));
  }

  private static ProviderFound likely(Decision isThere, Decision isRegistered, String sentence) {
    return new ProviderFound(isThere, isRegistered, Certainty.LIKELY, List.of(), List.of(sentence));
  }

  /// What is at hand, where no record says it. It may have been changed since.
  private static ProviderFound held(ProviderAtHand held, WantedProvider wanted, Instant time) {
    return switch (held) {
      case ProviderNotRead(var reason) ->
          new ProviderFound(
              Decision.UNDECIDED,
              Decision.UNDECIDED,
              Certainty.OPEN,
              List.of(),
              reason.stream().toList());
      case MissingProvider(var ofSameHost, var readAt) ->
          new ProviderFound(
              Decision.NO,
              Decision.NO,
              Certainty.LIKELY,
              ofSameHost,
              List.of(
                  ofSameHost.isEmpty()
                      ? "IAM has no such provider, asked at " + readAt
                      : "IAM has no such provider, but %s, asked at %s"
                          .formatted(String.join(", ", ofSameHost), readAt)));
      case HeldProvider provider ->
          provider.createdAt().isAfter(time)
              ? likely(
                  Decision.NO,
                  Decision.NO,
                  "IAM made the provider at %s, after the try".formatted(provider.createdAt()))
              : likely(
                  Decision.YES,
                  wanted.isAmong(provider.audiences()),
                  audiences(provider) + "; no record says since when");
    };
  }

  /// The last change of the provider, if the try came less than a minute after it.
  Optional<String> justBefore(String provider, Instant time) {
    return upTo(provider, time).stream()
        .findFirst()
        .filter(change -> isRecent(change.event().time(), time))
        .map(change -> "the provider was changed at " + told(change));
  }

  /// Newest first.
  private List<ProviderChange> upTo(String provider, Instant time) {
    var known = known(provider);
    var before =
        known.items().stream().filter(change -> !change.event().time().isAfter(time)).toList();
    return known.next().isPresent()
        ? history.ofProvider(provider, time, PageRequest.first(RoleTrust.CHANGES)).items()
        : before;
  }

  /// Oldest first; none where there are more than were read, since the first are not known then.
  private List<ProviderChange> since(WantedProvider wanted, Instant time) {
    var known = known(wanted.provider().text());
    var since =
        known.items().stream()
            .filter(change -> change.event().time().isAfter(time))
            .toList()
            .reversed();
    return known.next().isPresent() && since.size() == known.items().size() ? List.of() : since;
  }

  private Page<ProviderChange> known(String provider) {
    return changes.computeIfAbsent(
        provider,
        arn -> history.ofProvider(arn, RoleTrust.EVER, PageRequest.first(RoleTrust.CHANGES)));
  }
}
