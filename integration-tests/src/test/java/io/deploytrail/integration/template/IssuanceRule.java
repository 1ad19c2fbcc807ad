package io.deploytrail.integration.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.event.ruler.Machine;

/// A rule of template.yaml, that of issuances unless said otherwise, on the engine that EventBridge
/// uses.
public record IssuanceRule(String pattern, String state, Machine machine) {
  public static IssuanceRule read() {
    return read("IssuanceRule");
  }

  static IssuanceRule read(String resource) {
    try {
      var rule =
          new YAMLMapper()
              .readTree(Home.file("template.yaml").toFile())
              .at("/Resources/" + resource + "/Properties");
      var pattern =
          rule.path("EventPattern").toString().replace("${Provider}", "api.pulumi.com/oidc");
      var machine = Machine.builder().build();
      machine.addRule("issuances", pattern);
      return new IssuanceRule(pattern, rule.path("State").asText(), machine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean matches(JsonNode event) throws Exception {
    return !machine.rulesForJSONEvent(event.toString()).isEmpty();
  }
}
