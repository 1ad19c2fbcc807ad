package io.deploytrail.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Home;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.RecordingContext;
import io.deploytrail.integration.template.Template;
import io.deploytrail.questions.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// docs/deploy.md says true things of a new installation with no parameters set.
final class DeployGuideTest {
  private static final String NO_SESSION = "20-call-that-issues-nothing.json";
  private static final String STATED = "who-record-stated.json";

  private final InMemorySessionIndex index =
      new InMemorySessionIndex(Configuration.DEFAULT.names());
  private final RecordingContext context = new RecordingContext();

  @Test
  void firstEventsAreThoseOfTheGuide() throws IOException {
    assertThat(Files.readString(Home.file("docs/deploy.md")))
        .contains("events/index-sessions/" + NO_SESSION, "events/query-deployments/" + STATED);
  }

  @Test
  void firstEventHandsOutNoSession() {
    var event = Corpus.input(Corpus.INDEX_SESSIONS, NO_SESSION);

    assertThat(Corpus.invoke(Corpus.indexer(index), event, context).path("outcome").asText())
        .endsWith("hands out no session");
  }

  @Test
  void firstQuestionIsAnsweredFromItsRecordAlone() {
    var question = Corpus.input(Corpus.QUERY_DEPLOYMENTS, STATED);
    var asker = Corpus.asker(index, Configuration.DEFAULT);

    assertThat(Corpus.invoke(asker, question, context).path("confidence").asText())
        .isEqualTo("STATED");
  }

  @Test
  void everyParameterOfEveryTemplateIsInTheGuide() throws IOException {
    var guide = Files.readString(Home.file("docs/deploy.md"));
    for (var file : new String[] {Template.HOME, Template.MEMBER, Template.PULUMI_ROLE}) {
      Template.read(file)
          .at("/Parameters")
          .fieldNames()
          .forEachRemaining(parameter -> assertThat(guide).contains("`" + parameter + "`"));
    }
  }

  @Test
  void sessionNameOfTheGuideIsThatOfTheRole() throws IOException {
    var sessionName = Template.read(Template.PULUMI_ROLE).at("/Outputs/SessionName/Value").asText();

    assertThat(Files.readString(Home.file("docs/deploy.md")))
        .contains("'SessionNameTemplates=" + sessionName + "'");
  }

  /// `--guided` saves them where they count before the file; what is said on the command line is in
  /// no file. [DocumentedDeploymentsIT] shows what comes of it, where the SAM CLI is installed.
  @Test
  void noPageSetsParametersElsewhereThanInTheFile() throws IOException {
    assertThat(DocumentationTest.pages())
        .flatMap(MarkdownPage::blocks)
        .allSatisfy(block ->
            assertThat(block.replace("\\\n", ""))
                .doesNotContainPattern("sam deploy.*--(guided|parameter-overrides)"));
    assertThat(DeployingCommands.texts()).hasSizeGreaterThan(10);
  }
}
