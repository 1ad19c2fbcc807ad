package io.deploytrail.permissions.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.deploytrail.permissions.policy.PolicyDocument;
import io.deploytrail.permissions.policy.PolicyStatement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is written in each format is read back as the documents.
class PolicyFormatTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern TERRAFORM =
      Pattern.compile(
          "resource \"aws_iam_policy\" \"(\\w+)\" \\{\n  name   = \"([^\"]+)\"\n  policy = <<EOT\n(.*?)\nEOT\n}\n",
          Pattern.DOTALL);

  /// With every sign that some format takes for its own.
  private static final List<PolicyDocument> DOCUMENTS =
      List.of(
          document("write-1", "arn:aws:s3:::b/${*}/${?}/${$}${$}{x}/%{y}/%%{z}"),
          document("write-2", "arn:aws:s3:::b/\"quoted\"\\n: # é\n\tEOT\nEOT ' *"));

  private static PolicyDocument document(String name, String resource) {
    var equal = new TreeMap<String, String>();
    equal.put("aws:RequestedRegion", "eu-west-1");
    return new PolicyDocument(
        name,
        List.of(
            new PolicyStatement("S3Grant1", List.of("s3:PutObject"), List.of(resource), equal)));
  }

  private static List<JsonNode> expected() {
    return DOCUMENTS.stream().<JsonNode>map(PolicyDocument::json).toList();
  }

  @Test
  void jsonIsTheDocumentItself() throws IOException {
    assertThat(JSON.readTree(PolicyFormat.POLICY.write(DOCUMENTS.subList(0, 1))))
        .isEqualTo(expected().getFirst());
    var both = JSON.readTree(PolicyFormat.POLICY.write(DOCUMENTS));
    assertThat(both.get("write-1")).isEqualTo(expected().get(0));
    assertThat(both.get("write-2")).isEqualTo(expected().get(1));
  }

  @Test
  void terraformReadsTheDocuments() throws IOException {
    var read = new ArrayList<JsonNode>();
    var names = new ArrayList<String>();
    var written = PolicyFormat.TERRAFORM.write(DOCUMENTS);
    var resources = TERRAFORM.matcher(written).results().toList();
    for (var resource : resources) {
      names.add(resource.group(1) + " " + resource.group(2));
      read.add(JSON.readTree(template(resource.group(3), "${", "%{")));
    }

    assertThat(names).containsExactly("write_1 write-1", "write_2 write-2");
    assertThat(read).isEqualTo(expected());
  }

  /// A template as HCL and Pulumi read it, sign by sign: a doubled first sign makes the opening the
  /// signs themselves, and an opening that is left is an error.
  private static String template(String text, String... openings) {
    var read = new StringBuilder();
    for (var at = 0; at < text.length(); at++) {
      for (var opening : openings) {
        assertThat(text.startsWith(opening, at)).as("%s at %d of %s", opening, at, text).isFalse();
        if (text.startsWith(opening.charAt(0) + opening, at)) {
          at++;
          read.append(opening.charAt(0));
          at++;
        }
      }
      read.append(text.charAt(at));
    }
    return read.toString();
  }

  @Test
  void pulumiReadsTheDocuments() throws IOException {
    var program = new YAMLMapper().readTree(PolicyFormat.PULUMI_YAML.write(DOCUMENTS));
    var read = new ArrayList<JsonNode>();
    for (var resource : program.get("resources")) {
      assertThat(resource.get("type").asText()).isEqualTo("aws:iam:Policy");
      read.add(JSON.readTree(template(resource.at("/properties/policy").asText(), "${")));
    }

    assertThat(read).isEqualTo(expected());
    assertThat(program.at("/resources/write_2/properties/name").asText()).isEqualTo("write-2");
  }

  @Test
  void cloudFormationReadsTheDocuments() throws IOException {
    var template = JSON.readTree(PolicyFormat.CLOUDFORMATION.write(DOCUMENTS));

    assertThat(template.at("/Resources/Write1/Type").asText()).isEqualTo("AWS::IAM::ManagedPolicy");
    assertThat(template.at("/Resources/Write1/Properties/PolicyDocument"))
        .isEqualTo(expected().get(0));
    assertThat(template.at("/Resources/Write2/Properties/PolicyDocument"))
        .isEqualTo(expected().get(1));
  }

  @Test
  void nothingIsWrittenAsNothing() throws IOException {
    assertThat(PolicyFormat.TERRAFORM.write(List.of())).isEmpty();
    assertThat(
            new YAMLMapper().readTree(PolicyFormat.PULUMI_YAML.write(List.of())).get("resources"))
        .isEmpty();
    assertThat(JSON.readTree(PolicyFormat.CLOUDFORMATION.write(List.of())).get("Resources"))
        .isEmpty();
  }
}
