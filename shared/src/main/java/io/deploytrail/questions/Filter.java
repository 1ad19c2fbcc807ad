package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Verdict;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.questions.Answer.RanDeployment;
import io.deploytrail.questions.Answer.Refusal;
import io.deploytrail.resources.ResourceName;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which of a list's items are wanted: those that agree with all that is given.
///
/// `errors` wants calls that failed, `changesOnly` those that changed something.
public record Filter(
    Optional<String> account,
    Optional<String> region,
    Optional<ActionPattern> action,
    Optional<ResourceName> resource,
    Optional<Verdict> verdict,
    boolean errors,
    boolean changesOnly) {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,5}(-[a-z]+)+-\\d{1,2}");

  /// Everything.
  public static final Filter NONE =
      new Filter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false);

  public Filter {
    requireNonNull(account, "account");
    requireNonNull(region, "region");
    requireNonNull(action, "action");
    requireNonNull(resource, "resource");
    requireNonNull(verdict, "verdict");
    require(ACCOUNT, account, "an account id, such as 111122223333,");
    require(REGION, region, "a Region, such as us-east-1,");
  }

  private static void require(Pattern pattern, Optional<String> text, String expected) {
    if (text.isPresent() && !pattern.matcher(text.get()).matches()) {
      throw new InvalidQuestionException(expected + " was expected, not " + Quoted.of(text.get()));
    }
  }

  /// The same, in that account and that Region, if there is one.
  public Filter in(Optional<String> wantedAccount, Optional<String> wantedRegion) {
    return new Filter(wantedAccount, wantedRegion, action, resource, verdict, errors, changesOnly);
  }

  /// The same, of that verdict, if there is one.
  public Filter of(Optional<Verdict> wanted) {
    return new Filter(account, region, action, resource, wanted, errors, changesOnly);
  }

  /// The same, and only what names that resource, if there is one.
  public Filter naming(Optional<ResourceName> named) {
    return new Filter(account, region, action, named, verdict, errors, changesOnly);
  }

  /// The same, and only what changed something.
  public Filter ofChanges() {
    return new Filter(account, region, action, resource, verdict, errors, true);
  }

  boolean wants(Activity activity, Verdict of) {
    var event = activity.event();
    var hasFailed = activity.call().errorCode().isPresent();
    return isWanted(account, event.account())
        && isWanted(region, event.region())
        && action.map(pattern -> event.action().filter(pattern::fits).isPresent()).orElse(true)
        && resource.map(name -> name.isNamedBy(activity.naming())).orElse(true)
        && isWanted(verdict, Optional.of(of))
        && (!errors || hasFailed)
        && (!changesOnly || (!hasFailed && !activity.readOnly()));
  }

  boolean wants(RanDeployment ran) {
    return isAmong(account, ran.accounts())
        && isAmong(region, ran.regions())
        && isWanted(verdict, Optional.of(ran.verdict()));
  }

  boolean wants(Refusal refusal) {
    var event = refusal.first().event();
    return isWanted(account, event.account()) && isWanted(region, event.region());
  }

  private static <T> boolean isWanted(Optional<T> wanted, Optional<T> value) {
    return wanted.isEmpty() || wanted.equals(value);
  }

  private static boolean isAmong(Optional<String> wanted, Set<String> values) {
    return wanted.isEmpty() || values.contains(wanted.get());
  }
}
