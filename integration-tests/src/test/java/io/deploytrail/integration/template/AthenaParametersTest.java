package io.deploytrail.integration.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.pulumi.SessionNameTemplate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which values the parameters of template-athena.yaml take.
final class AthenaParametersTest {
  private final Template template = Template.read(Template.ATHENA);

  @ParameterizedTest
  @ValueSource(strings = {"'", "\"", "\\", "\n", "a\nb", "a'b", "a\"b", "a b'", "${x}'", "`", ";"})
  void noTextThatEntersSqlOrJsonHoldsWhatWouldEndIt(String text) {
    for (var parameter :
        List.of(
            "TrailBucket",
            "TrailPrefix",
            "OrganizationId",
            "TrailKeyArn",
            "Accounts",
            "Regions",
            "FirstDay",
            "Providers",
            "SessionNameTemplates",
            "Organizations",
            "DamagedFiles",
            "DatabaseName")) {
      for (var value : List.of(text, text + "/", "acme" + text, "acme " + text + " acme")) {
        assertThat(template.takes(parameter, value)).as(parameter + " = " + value).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Accounts, 111122223333",
    "Accounts, 111122223333 444455556666",
    "Regions, us-east-1 ap-southeast-2 us-gov-west-1",
    "TrailPrefix, ''",
    "TrailPrefix, logs/",
    "TrailPrefix, a/b-c/",
    "OrganizationId, ''",
    "OrganizationId, o-a1b2c3d4e5",
    "FirstDay, 2026/01/31",
    "Providers, api.pulumi.com/oidc pulumi.acme.example:8443/oidc",
    "Organizations, acme Acme-Labs a.b_c",
    "SessionNameTemplates, ''",
    "DamagedFiles, ''",
    "DamagedFiles, s3://acme-trail/team=a+b@c/AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/a_Z.json.gz",
    "TrailKeyArn, arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  })
  void usualValuesAreTaken(String parameter, String value) {
    assertThat(template.takes(parameter, value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Accounts, ''",
    "Accounts, '111122223333,444455556666'",
    "Accounts, 11112222333",
    "Regions, ''",
    "Regions, 'us-east-1,eu-west-1'",
    "Regions, us-east-1a",
    "TrailPrefix, logs",
    "TrailPrefix, /",
    "FirstDay, 2026-01-31",
    "FirstDay, 2026/13/01",
    "FirstDay, NOW",
    "Providers, ''",
    "Providers, https://api.pulumi.com/oidc",
    "Organizations, 'acme,web'",
    "DamagedFiles, AWSLogs/a.json.gz",
    "DamagedFiles, 's3://acme-trail/a.json.gz,s3://acme-trail/b.json.gz'",
    "DatabaseName, DeployTrail",
  })
  void unusualValuesAreRefused(String parameter, String value) {
    assertThat(template.takes(parameter, value)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${organization.name}-${project.name}-${stack.name}-${deployment.id}",
        "pulumi-${deployment.version}-${deployment.id}",
        "${stack.name}${operation}=${deployment.operation},a.b@c+d_e",
        "pulumi-deployments"
      })
  void sessionNameTemplatesAreTakenAsTheCoreTakesThem(String text) {
    SessionNameTemplate.parse(text);

    assertThat(template.takes("SessionNameTemplates", text)).isTrue();
    assertThat(template.takes("SessionNameTemplates", text + " " + text)).isTrue();
    assertThat(template.takes("SessionNameTemplates", text + "  " + text)).isFalse();
    assertThat(template.takes("SessionNameTemplates", text + "${user.name}")).isFalse();
  }
}
