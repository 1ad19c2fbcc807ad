package io.deploytrail.integration.engines;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.images.RemoteDockerImage;

/// Gives a test's constructor the one [LocalStack] of the run, which is started for the first test
/// that asks for it and stopped after the last test of all.
///
/// Where there can be none, the tests are skipped and say what is missing.
final class LocalStackExtension implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(LocalStackExtension.class);
  private static final String NEEDED =
      "this test needs a Docker engine (docker info must answer) that has the image "
          + LocalStack.IMAGE
          + " or can pull it";

  /// What is missing, found out once.
  private static final class Missing {
    static final Optional<String> REASON = reason();

    private static Optional<String> reason() {
      try {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
          return Optional.of(NEEDED + "; no engine answers");
        }
        new RemoteDockerImage(LocalStack.IMAGE).get();
        return Optional.empty();
      } catch (ContainerFetchException | ContainerLaunchException e) {
        // Testcontainers pulls images of its own, too, unless it is told not to.
        return Optional.of(
            NEEDED
                + "; an image could not be pulled ("
                + e.getMessage()
                + "). If it is one of Testcontainers' own, set TESTCONTAINERS_RYUK_DISABLED=true and"
                + " TESTCONTAINERS_CHECKS_DISABLE=true");
      }
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Missing.REASON
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("LocalStack can be started"));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalStack.class;
  }

  @Override
  public LocalStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(LocalStack.class, _ -> LocalStack.start(), LocalStack.class);
  }
}
