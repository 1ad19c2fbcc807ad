package io.deploytrail.cli.ocsf;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Environment;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.cloudtrail.CallDetails;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.pulumi.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An attributed call as an OCSF event of the class API Activity (6003), with the profile `cloud`.
///
/// docs/ocsf.md says where each attribute comes from. What is not known is left out; where the
/// schema requires it, it is `Unknown`.
public record ApiActivity(CallDetails details, Origin origin) {
  static final String SCHEMA_VERSION = "1.8.0";
  static final String UNKNOWN = "Unknown";

  private static final String PRODUCT = "DeployTrail";
  private static final int CATEGORY_UID = 6;
  private static final String CLASS = "API Activity";
  private static final int CLASS_UID = 6003;
  private static final int TYPES_A_CLASS = 100;
  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;
  private static final int AWS_ACCOUNT = 10;

  public ApiActivity {
    requireNonNull(details, "details");
    requireNonNull(origin, "origin");
  }

  /// The event as one line of JSON, without a line end; `attribution` is the origin in the JSON
  /// form of answers.
  public String line(String attribution, String productVersion) {
    var activity = ActivityType.of(event().name());
    var severity = Severity.of(origin);
    var failed = details.call().errorCode().isPresent();
    return new EventAttributes()
        .number("category_uid", CATEGORY_UID)
        .text("category_name", "Application Activity")
        .number("class_uid", CLASS_UID)
        .text("class_name", CLASS)
        .number("activity_id", activity.id())
        .text("activity_name", activity.caption())
        .number("type_uid", CLASS_UID * TYPES_A_CLASS + activity.id())
        .text("type_name", CLASS + ": " + activity.caption())
        .time("time", event().time())
        .number("severity_id", severity.id())
        .text("severity", severity.caption())
        .number("status_id", failed ? FAILURE : SUCCESS)
        .text("status", failed ? "Failure" : "Success")
        .text("message", message())
        .object("metadata", metadata(productVersion))
        .object("cloud", cloud())
        .object("actor", new Actor(details, origin).attributes())
        .object("api", api())
        .object("src_endpoint", source())
        .object("http_request", new EventAttributes().text("user_agent", details.userAgent()))
        .objects("resources", resources())
        .objects("enrichments", List.of(enrichment(attribution)))
        .line();
  }

  private Event event() {
    return details.activity().event();
  }

  /// Such as `s3:CreateBucket: DEPLOYMENT, PROVEN, organization acme, project web, …`.
  private String message() {
    var says = new ArrayList<String>();
    says.add(origin.verdict().name());
    origin.confidence().ifPresent(confidence -> says.add(confidence.name()));
    origin
        .deployment()
        .fields()
        .forEach((variable, value) -> says.add(variable.field() + " " + value));
    if (!origin.stated().isEmpty()) {
      says.add(
          "stated " + String.join(" and ", origin.stated().stream().map(Variable::field).toList()));
    }
    origin.environment().map(ApiActivity::described).ifPresent(says::add);
    origin.warnings().forEach(warning -> says.add(warning.name()));
    return event().action().orElse(UNKNOWN) + ": " + String.join(", ", says);
  }

  private static String described(Environment environment) {
    return "organization "
        + environment.organization()
        + environment.name().map(name -> ", environment " + name).orElse("")
        + environment.root().map(root -> ", root environment " + root).orElse("")
        + environment.user().map(user -> ", user " + user).orElse("");
  }

  private EventAttributes metadata(String productVersion) {
    var product =
        new EventAttributes()
            .text("name", PRODUCT)
            .text("vendor_name", PRODUCT)
            .text("version", productVersion);
    return new EventAttributes()
        .text("version", SCHEMA_VERSION)
        .texts("profiles", List.of("cloud"))
        .object("product", product)
        .text("uid", event().id())
        .text("original_event_uid", event().id())
        .text("original_time", details.eventTime())
        .text("correlation_uid", deploymentName())
        .text("log_provider", "AWS CloudTrail")
        .text("log_version", details.eventVersion())
        .text("event_code", details.eventType());
  }

  /// What `deploytrail calls` takes, if exactly one deployment made the call.
  private Optional<String> deploymentName() {
    if (origin.verdict() != Verdict.DEPLOYMENT) {
      return Optional.empty();
    }
    var deployment = origin.deployment();
    return deployment
        .field(Variable.ID)
        .or(() ->
            deployment
                .stack()
                .flatMap(stack ->
                    deployment.field(Variable.VERSION).map(version -> stack + "@" + version)));
  }

  private EventAttributes cloud() {
    return new EventAttributes()
        .text("provider", "AWS")
        .text("region", event().region())
        .object("account", account(event().account()));
  }

  /// An AWS account, if it is known.
  static EventAttributes account(Optional<String> id) {
    var account = new EventAttributes();
    id.ifPresent(
        uid -> account.text("uid", uid).number("type_id", AWS_ACCOUNT).text("type", "AWS Account"));
    return account;
  }

  private EventAttributes api() {
    var response =
        new EventAttributes()
            .text("error", details.call().errorCode())
            .text("error_message", details.errorMessage());
    return new EventAttributes()
        .text("operation", event().name().orElse(UNKNOWN))
        .object("service", new EventAttributes().text("name", event().source()))
        .object("request", new EventAttributes().text("uid", details.requestId()))
        .object("response", response);
  }

  /// Where the request came from: an address, or the name of a service of AWS.
  private EventAttributes source() {
    var address = details.sourceIpAddress();
    var endpoint =
        new EventAttributes()
            .text("ip", address.filter(IpAddress::isOne))
            .text("svc_name", address.filter(text -> !IpAddress.isOne(text)))
            .text("uid", details.vpcEndpointId());
    return endpoint.isEmpty() ? endpoint.text("name", UNKNOWN) : endpoint;
  }

  private List<EventAttributes> resources() {
    return details.activity().resources().stream()
        .map(resource -> new EventAttributes().text("uid", resource))
        .toList();
  }

  private EventAttributes enrichment(String attribution) {
    return new EventAttributes()
        .text("name", "metadata.uid")
        .text("value", event().id())
        .text("type", "attribution")
        .text("provider", PRODUCT)
        .text("src_url", origin.deployment().url().map(Object::toString))
        .json("data", attribution);
  }
}
