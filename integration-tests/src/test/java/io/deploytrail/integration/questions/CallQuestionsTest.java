package io.deploytrail.integration.questions;

import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.integration.corpus.Installation;
import io.deploytrail.integration.corpus.Tables;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// The questions about calls on DynamoDB Local, after log files in a random order.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CallQuestionsTest implements CallQuestionsContract {
  private final Installation installation = new Installation();

  @Override
  public Tables tables() {
    return installation.tables;
  }

  @BeforeAll
  void takeIn() {
    installation.takeIn(MadeUpOrganization.files(RECORDS, 20, 7), new Random(8));
  }

  @AfterAll
  void close() {
    installation.close();
  }
}
