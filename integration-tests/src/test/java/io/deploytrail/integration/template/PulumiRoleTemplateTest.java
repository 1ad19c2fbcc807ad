package io.deploytrail.integration.template;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.SessionNameTemplate;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.Subject;
import io.deploytrail.pulumi.Variable;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.width.RatedRole;
import io.deploytrail.trust.width.SharedProviderControl;
import io.deploytrail.trust.width.TokenKind;
import io.deploytrail.trust.width.TrustWidth;
import io.deploytrail.trust.width.Width;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whom the role of template-pulumi-role.yaml lets in, and that its session name can be read.
final class PulumiRoleTemplateTest {
  private static final String ID = "806bf21f-444f-4825-a80c-afd12cd2526a";

  private final Template template = Template.read(Template.PULUMI_ROLE);

  /// The trust policy as CloudFormation writes it for these parameters; the others are empty.
  private JsonNode trustPolicy(Map<String, String> parameters) throws Exception {
    var sub = template.properties("PulumiRole").at("/AssumeRolePolicyDocument/Fn::Sub");
    var values = new HashMap<>(parameters);
    values.put("Provider", template.parameter("Provider").path("Default").asText());
    values.put("ProviderArn", "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc");
    for (var name : List.of("AProject", "AStack", "AnOperation")) {
      // !If [condition, "*", !Ref parameter], where the condition is that the parameter is empty.
      var choice = sub.get(1).get(name);
      var parameter = choice.get(2).asText();
      assertThat(template.at("/Conditions/" + choice.get(0).asText()).toString())
          .isEqualTo("[\"" + parameter + "\",\"\"]");
      values.put(name, parameters.getOrDefault(parameter, choice.get(1).asText()));
    }
    var text = sub.get(0).asText();
    for (var value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return new ObjectMapper().readTree(text);
  }

  /// Whether the policy lets in a token of `acme` with that subject, as IAM compares.
  private boolean letsIn(Map<String, String> parameters, String subject) throws Exception {
    var condition = trustPolicy(parameters).at("/Statement/0/Condition");
    var like = condition.at("/StringLike/api.pulumi.com~1oidc:sub").asText();
    var pattern =
        Arrays.stream(like.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return condition.at("/StringEquals/api.pulumi.com~1oidc:aud").asText().equals("acme")
        && subject.matches(pattern);
  }

  private static String subject(String organization, String project, String stack, String by) {
    return "pulumi:deploy:org:%s:project:%s:stack:%s:operation:%s:scope:write"
        .formatted(organization, project, stack, by);
  }

  @Test
  void trustPolicyComparesAudienceAndSubject() throws Exception {
    var policy = trustPolicy(Map.of("Organization", "acme", "Project", "web"));

    assertThat(policy.at("/Statement")).hasSize(1);
    assertThat(policy.at("/Statement/0"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {
                      "Effect": "Allow",
                      "Principal": {
                        "Federated": "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc"
                      },
                      "Action": "sts:AssumeRoleWithWebIdentity",
                      "Condition": {
                        "StringEquals": {"api.pulumi.com/oidc:aud": "acme"},
                        "StringLike": {
                          "api.pulumi.com/oidc:sub": "pulumi:deploy:org:acme:project:web:stack:*:operation:*:scope:write"
                        }
                      }
                    }
                    """));
  }

  @Test
  void roleIsOpenToWhatIsNamedAndToNothingElse() throws Exception {
    var organization = Map.of("Organization", "acme");
    assertThat(letsIn(organization, subject("acme", "web", "prod", "update"))).isTrue();
    assertThat(letsIn(organization, subject("acme", "data", "dev", "destroy"))).isTrue();
    assertThat(letsIn(organization, subject("acme-evil", "web", "prod", "update"))).isFalse();
    assertThat(letsIn(organization, "pulumi:environments:org:acme:env:web/prod")).isFalse();

    var stack = Map.of("Organization", "acme", "Project", "web", "Stack", "prod");
    assertThat(letsIn(stack, subject("acme", "web", "prod", "preview"))).isTrue();
    assertThat(letsIn(stack, subject("acme", "web", "prod-2", "preview"))).isFalse();
    assertThat(letsIn(stack, subject("acme", "data", "prod", "preview"))).isFalse();

    var preview = Map.of("Organization", "acme", "Operation", "preview");
    assertThat(letsIn(preview, subject("acme", "web", "prod", "preview"))).isTrue();
    assertThat(letsIn(preview, subject("acme", "web", "prod", "update"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', '', ORGANIZATION_AND_KIND",
    "web, '', '', PROJECT",
    "web, prod, '', STACK",
    "web, prod, update, STACK_AND_OPERATION",
    "'', '', preview, OPERATION",
  })
  void roleIsAsWideAsItsParametersSay(String project, String stack, String operation, Width width)
      throws Exception {
    var parameters = new HashMap<>(Map.of("Organization", "acme"));
    Map.of("Project", project, "Stack", stack, "Operation", operation)
        .forEach((name, value) -> {
          if (!value.isEmpty()) {
            parameters.put(name, value);
          }
        });
    var rated =
        TrustWidth.of(TrustPolicy.parse(trustPolicy(parameters).toString()), RatedRole.UNKNOWN);

    assertThat(rated.width()).isEqualTo(width);
    assertThat(rated.organizations()).containsExactly("acme");
    assertThat(requireNonNull(rated.widths().get(TokenKind.ENVIRONMENT)).width())
        .isEqualTo(Width.NOBODY);
    assertThat(rated.control()).isEqualTo(SharedProviderControl.MET);
    assertThat(rated.findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "Acme-Corp", "a.b_c", "42"})
  void namesAreTaken(String name) {
    for (var parameter : List.of("Organization", "Project", "Stack")) {
      assertThat(template.takes(parameter, name)).as(parameter).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "acme*",
        "ac?me",
        "acme corp",
        "acme:project:web",
        "acme\"",
        "acme\n",
        "${a}"
      })
  void wildcardsAndWhatWouldChangeThePolicyAreRefused(String name) {
    for (var parameter : List.of("Organization", "Project", "Stack", "Operation")) {
      assertThat(template.takes(parameter, name)).as(parameter).isFalse();
    }
  }

  @Test
  void organizationHasNoDefaultAndIsNotEmpty() {
    assertThat(template.parameter("Organization").has("Default")).isFalse();
    assertThat(template.takes("Organization", "")).isFalse();
  }

  @Test
  void stackWithoutItsProjectIsRefused() {
    var rule = template.at("/Rules/StackHasItsProject");

    // !Not [!Equals [!Ref Stack, ""]] asks for !Not [!Equals [!Ref Project, ""]].
    assertThat(rule.path("RuleCondition").toString()).isEqualTo("[[\"Stack\",\"\"]]");
    assertThat(rule.at("/Assertions/0/Assert").toString()).isEqualTo("[[\"Project\",\"\"]]");
    assertThat(template.text())
        .contains("RuleCondition: !Not [!Equals [!Ref Stack, \"\"]]")
        .contains("Assert: !Not [!Equals [!Ref Project, \"\"]]");
  }

  @Test
  void permissionsAreChosen() {
    assertThat(template.parameter("PolicyArns").has("Default")).isFalse();
    assertThat(template.properties("PulumiRole").has("Policies")).isFalse();

    var own = "arn:aws:iam::111122223333:policy/ci/deploy,web";
    var managed = "arn:aws-us-gov:iam::aws:policy/job-function/ViewOnlyAccess";
    assertThat(template.takes("PolicyArns", own)).isTrue();
    assertThat(template.takes("PolicyArns", own + " " + managed)).isTrue();
    assertThat(template.takes("PermissionsBoundaryArn", own)).isTrue();
    assertThat(template.takes("PermissionsBoundaryArn", "")).isTrue();
    for (var wrong :
        List.of("", "ViewOnlyAccess", own + "," + managed, own + "  " + managed, own + "*")) {
      assertThat(template.takes("PolicyArns", wrong)).as(wrong).isFalse();
    }
  }

  private String sessionName() {
    return template.at("/Outputs/SessionName/Value").asText();
  }

  @Test
  void sessionNameTrimsNoUsualStackAndIsReadInFull() {
    var sessionName = SessionNameTemplate.parse(sessionName());
    var stack = "eu-west-production-1";
    var stated = new Deployment(Map.of(Variable.STACK, stack, Variable.ID, ID));
    var name = sessionName.render(stated);
    assertThat(name.text()).hasSizeLessThan(SessionNameTemplate.LONGEST_NAME);
    assertThat(name.trimmed()).isEmpty();

    var names = new SessionNames(List.of(sessionName));
    assertThat(names.presentsItself(name.text())).isTrue();
    assertThat(names.says(name.text()).facts().fields()).containsEntry(Variable.ID, ID);
    var subject = Subject.parse(subject("acme", "web", stack, "update"));
    assertThat(subject).isInstanceOf(Subject.Deployment.class);
    // The subject gives the names.
    assertThat(names.read(name.text(), (Subject.Deployment) subject).facts())
        .isEqualTo(new Deployment(Map.of(Variable.ID, ID)));
  }

  @Test
  void sessionNameIsReadByItsIdWhereNoTemplateIsConfigured() {
    var name = sessionName().replace("${stack.name}", "prod").replace("${deployment.id}", ID);

    assertThat(new SessionNames(List.of()).read(name).facts())
        .isEqualTo(new Deployment(Map.of(Variable.ID, ID)));
  }

  @Test
  void providerIsThatOfTheService() {
    var ofService = Template.read(Template.HOME).parameter("Provider");

    for (var field : List.of("Default", "AllowedPattern")) {
      assertThat(template.parameter("Provider").get(field)).isEqualTo(ofService.get(field));
    }
    assertThat(template.properties("PulumiProvider").path("Url").asText())
        .isEqualTo("https://${Provider}");
    assertThat(template.properties("PulumiProvider").path("ClientIdList").toString())
        .isEqualTo("[\"Organization\"]");
  }
}
