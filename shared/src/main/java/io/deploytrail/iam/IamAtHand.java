package io.deploytrail.iam;

import static java.util.Objects.requireNonNull;

import io.deploytrail.refusals.GivenPolicies;
import io.deploytrail.refusals.ProviderAtHand;
import io.deploytrail.refusals.RoleAtHand;
import io.deploytrail.refusals.TrustAtHand;
import io.deploytrail.trust.RoleArn;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.Role;

/// What IAM of the credentials' own account holds now: `GetRole`, `ListOpenIDConnectProviders` and
/// `GetOpenIDConnectProvider`, each asked once.
///
/// Which account that is, IAM's own answers say: no further permission is needed. Of other accounts
/// nothing is said, nor of what IAM does not let the credentials read; the sentence names the
/// permission. Throttling and other failures propagate.
public final class IamAtHand implements TrustAtHand {
  private final Function<String, IamClient> clients;
  private final Clock clock;
  private final Map<String, RoleAtHand> roles = new HashMap<>();
  private final Map<String, ProviderAtHand> providers = new HashMap<>();
  private Optional<String> account = Optional.empty();
  private Optional<List<String>> listed = Optional.empty();

  /// `clients` gives the client of a partition, such as `aws`.
  public IamAtHand(Function<String, IamClient> clients, Clock clock) {
    this.clients = requireNonNull(clients, "clients");
    this.clock = requireNonNull(clock, "clock");
  }

  /// For each question, what IAM holds if `READ_IAM` says that it may be read, else nothing. A
  /// client is made when the first question needs it, with the credentials of the environment.
  public static Supplier<TrustAtHand> fromEnvironment(Map<String, String> environment) {
    if (!environment.getOrDefault("READ_IAM", "false").equals("true")) {
      return () -> GivenPolicies.NONE;
    }
    var clients = new ConcurrentHashMap<String, IamClient>();
    return () ->
        new IamAtHand(
            partition ->
                clients.computeIfAbsent(
                    partition, of -> IamClient.builder().region(region(of)).build()),
            Clock.systemUTC());
  }

  /// The Region by which the SDK knows a partition's IAM, which has one endpoint.
  public static Region region(String partition) {
    return Region.of(partition + "-global");
  }

  /// IAM did not let the credentials ask.
  private static final class NotAllowedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NotAllowedException(String action, String resource, AwsServiceException cause) {
      super(
          "IAM was not read: the credentials lack the permission %s on %s"
              .formatted(action, resource),
          cause);
    }

    private String sentence() {
      return String.valueOf(getMessage());
    }
  }

  @Override
  public RoleAtHand ofRole(String arn) {
    var known = roles.get(arn);
    if (known == null) {
      known = RoleArn.parse(arn).map(role -> read(arn, role)).orElse(notRead(Optional.empty()));
      roles.put(arn, known);
    }
    return known;
  }

  private RoleAtHand read(String arn, RoleArn role) {
    try {
      if (isOfAnother(role)) {
        return notRead(Optional.of(ofAnother(role)));
      }
      var held = role(arn, role);
      return held.isPresent() ? held(role, held.get()) : missing(role);
    } catch (NotAllowedException e) {
      return notRead(Optional.of(e.sentence()));
    }
  }

  private RoleAtHand held(RoleArn asked, Role held) {
    account = RoleArn.parse(held.arn()).map(RoleArn::account).or(() -> account);
    return isOfAnother(asked)
        ? notRead(Optional.of(ofAnother(asked)))
        : new RoleAtHand.HeldRole(
            held.arn(), held.createDate(), held.assumeRolePolicyDocument(), clock.instant());
  }

  private RoleAtHand missing(RoleArn role) {
    if (account.isEmpty()) {
      learnAccount(role);
    }
    if (account.isEmpty()) {
      return notRead(
          Optional.of(
              "IAM has no role %s, and does not say whether it is that of account %s"
                  .formatted(role.name(), role.account())));
    }
    return isOfAnother(role)
        ? notRead(Optional.of(ofAnother(role)))
        : new RoleAtHand.MissingRole(clock.instant());
  }

  /// By a provider, if there is one.
  private void learnAccount(RoleArn role) {
    try {
      listed(role);
    } catch (NotAllowedException _) {
      // The account stays unknown, which the caller says.
    }
  }

  private Optional<Role> role(String arn, RoleArn role) {
    try {
      return Optional.of(
          allowed(
              "iam:GetRole",
              arn,
              () -> client(role).getRole(request -> request.roleName(role.name())).role()));
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    }
  }

  @Override
  public ProviderAtHand ofProvider(String role, String name) {
    var known = providers.get(role + " " + name);
    if (known == null) {
      known =
          RoleArn.parse(role).map(arn -> read(role, arn, name)).orElse(unread(Optional.empty()));
      providers.put(role + " " + name, known);
    }
    return known;
  }

  private ProviderAtHand read(String role, RoleArn arn, String name) {
    try {
      if (isOfAnother(arn)) {
        return unread(Optional.of(ofAnother(arn)));
      }
      var all = listed(arn);
      if (account.isEmpty() && ofRole(role) instanceof RoleAtHand.RoleNotRead(var reason)) {
        return unread(reason);
      }
      if (isOfAnother(arn)) {
        return unread(Optional.of(ofAnother(arn)));
      }
      var provider = arn.provider(name).text();
      return all.contains(provider)
          ? held(arn, provider)
          : new ProviderAtHand.MissingProvider(ofSameHost(all, name), clock.instant());
    } catch (NotAllowedException e) {
      return unread(Optional.of(e.sentence()));
    }
  }

  private ProviderAtHand held(RoleArn role, String provider) {
    var held =
        allowed(
            "iam:GetOpenIDConnectProvider",
            provider,
            () ->
                client(role)
                    .getOpenIDConnectProvider(
                        request -> request.openIDConnectProviderArn(provider)));
    return new ProviderAtHand.HeldProvider(held.createDate(), held.clientIDList(), clock.instant());
  }

  /// The names of the providers whose issuer has that host.
  private static List<String> ofSameHost(List<String> arns, String name) {
    var host = name.split("/", 2)[0];
    return arns.stream()
        .map(arn -> arn.substring(arn.indexOf('/') + 1))
        .filter(other -> other.split("/", 2)[0].equalsIgnoreCase(host))
        .sorted()
        .toList();
  }

  /// The ARNs of the account's providers, which say the account.
  private List<String> listed(RoleArn of) {
    if (listed.isEmpty()) {
      var arns =
          allowed("iam:ListOpenIDConnectProviders", "*", client(of)::listOpenIDConnectProviders)
              .openIDConnectProviderList()
              .stream()
              .map(OpenIDConnectProviderListEntry::arn)
              .toList();
      listed = Optional.of(arns);
      account = account.or(() -> arns.stream().findFirst().map(arn -> arn.split(":", 6)[4]));
    }
    return listed.get();
  }

  private boolean isOfAnother(RoleArn role) {
    return account.filter(own -> !own.equals(role.account())).isPresent();
  }

  private String ofAnother(RoleArn role) {
    return "IAM was not read: the credentials are of account %s, and the role of %s"
        .formatted(account.orElseThrow(), role.account());
  }

  private IamClient client(RoleArn role) {
    return clients.apply(role.partition());
  }

  private static RoleAtHand notRead(Optional<String> reason) {
    return new RoleAtHand.RoleNotRead(reason);
  }

  private static ProviderAtHand unread(Optional<String> reason) {
    return new ProviderAtHand.ProviderNotRead(reason);
  }

  private static <T> T allowed(String action, String resource, Supplier<T> request) {
    try {
      return request.get();
    } catch (AwsServiceException e) {
      var details = e.awsErrorDetails();
      // Who answers in the place of AWS may give no code.
      if (details != null && String.valueOf(details.errorCode()).startsWith("AccessDenied")) {
        throw new NotAllowedException(action, resource, e);
      }
      throw e;
    }
  }
}
