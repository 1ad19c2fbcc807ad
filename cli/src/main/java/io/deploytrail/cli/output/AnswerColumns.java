package io.deploytrail.cli.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Environment;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Warning;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.permissions.policy.GrantedResource;
import io.deploytrail.permissions.policy.NeededAction;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.Variable;
import io.deploytrail.questions.Answer.Explanation;
import io.deploytrail.questions.Answer.MadeCall;
import io.deploytrail.questions.Answer.RanDeployment;
import io.deploytrail.questions.Answer.Refusal;
import io.deploytrail.questions.Answer.RoleTrustAnswer;
import io.deploytrail.questions.Answer.UnknownEvent;
import io.deploytrail.questions.Excerpt;
import io.deploytrail.trust.refusal.TryAnswer;
import io.deploytrail.trust.width.UsedSubject;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The columns of answers, under the names that their JSON has: texts as they are, lists of texts
/// joined, other lists by their length.
public final class AnswerColumns {
  private static final Columns<Environment> ENVIRONMENT =
      Columns.<Environment>none()
          .with("environment", environment -> environment.name().orElse(""))
          .with("environmentRoot", environment -> environment.root().orElse(""))
          .with("environmentUser", environment -> environment.user().orElse(""));

  private static final Columns<Named> STACK =
      Columns.<Named>none()
          .with("organization", Named::organization)
          .with("project", named -> named.field(Variable.PROJECT))
          .with("stack", named -> named.field(Variable.STACK));

  private static final Columns<Named> RUN =
      Columns.<Named>none()
          .with("operation", named -> named.field(Variable.OPERATION))
          .with("version", named -> named.field(Variable.VERSION))
          .with("id", named -> named.field(Variable.ID))
          .with("stated", Named::statedFields);

  private static final Columns<Named> NAMED =
      STACK.with(ENVIRONMENT.ofAny(Named::environment)).with(RUN);

  private static final Columns<Event> EVENT =
      Columns.<Event>none()
          .with("eventId", Event::id)
          .with("eventTime", event -> event.time().toString())
          .with("account", event -> event.account().orElse(""))
          .with("region", event -> event.region().orElse(""))
          .with("action", event -> event.action().orElse(""));

  private static final Columns<Origin> ORIGIN =
      Columns.<Origin>none()
          .with("verdict", origin -> origin.verdict().name())
          .with("confidence", origin -> origin.confidence().map(Enum::name).orElse(""))
          .with(NAMED.of(Named::of))
          .with("url", origin -> url(origin.deployment()))
          .with("candidates", origin -> counted(origin.candidates()))
          .with("clues", origin -> clues(origin.clues()))
          .with("warnings", origin -> warnings(origin.warnings()))
          .with("evidence", origin -> joined(Excerpt.of(origin).evidence()))
          .with("chain", origin -> counted(origin.chain()));

  private static final Columns<Event> TIME =
      Columns.<Event>none().with(Columns.TIME, event -> event.time().toString());

  private static final Columns<Origin> DEPLOYMENT =
      Columns.<Origin>none()
          .with(
              "deployment", origin -> Named.of(origin).text(), origin -> url(origin.deployment()));

  private static final Columns<MadeCall> MADE_CALL =
      EVENT
          .<MadeCall>ofAny(call -> call.attribution().event())
          .with("errorCode", call -> call.errorCode().orElse(""))
          .with("resources", call -> joined(call.resources()))
          .with(ORIGIN.of(call -> call.attribution().origin()));

  private static final Columns<MadeCall> MADE_IN_TABLES =
      TIME.<MadeCall>ofAny(call -> call.attribution().event())
          .with(DEPLOYMENT.of(call -> call.attribution().origin()));

  public static final Columns<Attribution> CALLS =
      EVENT
          .ofAny(Attribution::event)
          .with(ORIGIN.of(Attribution::origin))
          .inTables(
              TIME.ofAny(Attribution::event).with(DEPLOYMENT.of(Attribution::origin)),
              List.of("time", "verdict", "confidence", "action", "deployment", "eventId"),
              List.of(
                  "operation", "warnings", "account", "region", "candidates", "environmentUser"));

  /// Under the names of `CALLS`.
  static final Columns<UnknownEvent> UNKNOWN =
      Columns.<UnknownEvent>none()
          .with("eventId", UnknownEvent::eventId)
          .with("eventTime", _ -> "")
          .with("account", _ -> "")
          .with("region", _ -> "")
          .with("action", _ -> "")
          .with(ORIGIN.of(UnknownEvent::origin));

  /// Of a deployment that the question names.
  public static final Columns<MadeCall> MADE_CALLS =
      MADE_CALL.inTables(
          MADE_IN_TABLES,
          List.of("time", "verdict", "confidence", "action", "errorCode", "eventId"),
          List.of("resources", "account", "region", "warnings", "deployment", "operation"));

  /// Of anybody.
  public static final Columns<MadeCall> CHANGES =
      MADE_CALL.inTables(
          MADE_IN_TABLES,
          List.of("time", "verdict", "confidence", "deployment", "action", "errorCode", "eventId"),
          List.of(
              "operation",
              "resources",
              "warnings",
              "account",
              "region",
              "candidates",
              "environmentUser"));

  public static final Columns<RanDeployment> DEPLOYMENTS =
      Columns.<RanDeployment>none()
          .with("firstSeen", ran -> ran.firstSeen().toString())
          .with("lastSeen", ran -> ran.lastSeen().toString())
          .with("handle", RanDeployment::handle)
          .with(NAMED.of(Named::of))
          .with("verdict", ran -> ran.verdict().name())
          .with("confidence", ran -> ran.confidence().name())
          .with("sessions", ran -> counted(ran.sessions()))
          .with("accounts", ran -> joined(ran.accounts()))
          .with("regions", ran -> joined(ran.regions()))
          .with("warnings", ran -> warnings(ran.warnings()))
          .with("url", ran -> url(ran.deployment()))
          .inTables(
              Columns.<RanDeployment>none()
                  .with(Columns.TIME, ran -> ran.firstSeen().toString())
                  .with("deployment", AnswerColumns::opened, ran -> url(ran.deployment())),
              List.of("time", "verdict", "confidence", "deployment"),
              List.of(
                  "operation",
                  "warnings",
                  "accounts",
                  "regions",
                  "environmentUser",
                  "sessions",
                  "stated",
                  "url"));

  private static final Columns<TryAnswer> CAUSE =
      Columns.<TryAnswer>none()
          .with("cause", result -> result.cause().map(Enum::name).orElse(""))
          .with("certainty", result -> result.certainty().map(Enum::name).orElse(""));

  static final Columns<TryAnswer> TRIED =
      Columns.<TryAnswer>none()
          .with("role", result -> result.role().orElse(""))
          .with("allowed", AnswerColumns::allowed)
          .with(CAUSE)
          .with("evidence", result -> joined(result.evidence()))
          .with("notDecided", result -> joined(result.notDecided()));

  /// Of a role, how wide it is, and how it is used.
  static final Columns<NeededAction> NEEDED_ACTIONS =
      Columns.<NeededAction>none()
          .with("action", NeededAction::action)
          .with("label", action -> action.label().name())
          .with("calls", action -> Long.toString(action.calls()))
          .with(
              "resources",
              action -> joined(action.resources().stream().map(GrantedResource::text).toList()))
          .with("reason", action -> action.reason().orElse(""))
          .with("last", action -> action.last().toString())
          .with("example", NeededAction::example);

  public static final Columns<RoleTrustAnswer> ROLES =
      Columns.<RoleTrustAnswer>none()
          .with("role", role -> role.role().orElse(""))
          .with("width", role -> role.width().map(of -> of.width().name()).orElse(""))
          .with("control", role -> role.width().map(of -> of.control().name()).orElse(""))
          .with(
              "organizations",
              role -> role.width().map(of -> joined(of.organizations())).orElse(""))
          .with("subjects", role -> Integer.toString(role.used().size()))
          .with(
              "sessions",
              role -> Long.toString(role.used().stream().mapToLong(UsedSubject::sessions).sum()))
          .with(
              "findings",
              role ->
                  joined(
                      role.findings().stream()
                          .map(finding -> finding.finding().name())
                          .distinct()
                          .toList()));

  public static final Columns<Refusal> DENIED =
      Columns.<Refusal>none()
          .with("eventTime", refusal -> refusal.first().event().time().toString())
          .with("lastTime", refusal -> refusal.lastTime().toString())
          .with("attempts", refusal -> Integer.toString(refusal.attempts()))
          .with("account", refusal -> refusal.first().event().account().orElse(""))
          .with("region", refusal -> refusal.first().event().region().orElse(""))
          .with("role", refusal -> refusal.first().role().orElse(""))
          .with("sessionName", refusal -> refusal.first().roleSessionName().orElse(""))
          .with(NAMED.of(Named::of))
          .with("errorCode", refusal -> refusal.first().errorCode())
          .with("warnings", refusal -> warnings(refusal.warnings()))
          .with("subject", refusal -> refusal.first().identity().subject())
          .with("audience", refusal -> refusal.first().identity().audience())
          .with("provider", refusal -> refusal.first().identity().provider())
          .with("eventId", refusal -> refusal.first().event().id())
          .with(CAUSE.ofAny(Refusal::explained))
          .inTables(
              Columns.<Refusal>none()
                  .with(Columns.TIME, refusal -> refusal.first().event().time().toString())
                  .with("deployment", refusal -> Named.of(refusal).text()),
              // Without --explain there is no cause, and a column of nothing is left out.
              List.of("time", "cause", "certainty", "deployment", "eventId"),
              List.of(
                  "errorCode",
                  "operation",
                  "attempts",
                  "warnings",
                  "account",
                  "region",
                  "role",
                  "environmentUser",
                  "subject"));

  static final Columns<Explanation> EXPLANATION =
      Columns.<Explanation>none()
          .with("name", Explanation::name)
          .with("presentsItself", explanation -> "" + explanation.presentsItself())
          .with(STACK.with(RUN).of(Named::of))
          .with("url", explanation -> url(explanation.reading().facts()))
          .with("clues", explanation -> clues(explanation.reading().clues()))
          .with("readings", explanation -> counted(explanation.readings()));

  private AnswerColumns() {}

  private static String allowed(TryAnswer result) {
    return switch (result.allowed()) {
      case YES -> "true";
      case NO -> "false";
      case UNDECIDED -> "";
    };
  }

  /// With a handle, if only that of its first session.
  private static String opened(RanDeployment ran) {
    var text = Named.of(ran).text();
    return ran.deployment().isOne() ? text : (text + " " + ran.handle()).strip();
  }

  private static String url(Deployment deployment) {
    return deployment.url().map(URI::toString).orElse("");
  }

  private static String clues(Map<Variable, String> clues) {
    if (clues.isEmpty()) {
      return "";
    }
    var object = JsonNodeFactory.instance.objectNode();
    clues.forEach((variable, value) -> object.put(variable.field(), value));
    return object.toString();
  }

  private static String warnings(Collection<Warning> warnings) {
    return joined(warnings.stream().map(Warning::name).toList());
  }

  private static String joined(Collection<String> texts) {
    return String.join("; ", texts);
  }

  private static String counted(Collection<?> things) {
    return things.isEmpty() ? "" : Integer.toString(things.size());
  }
}
