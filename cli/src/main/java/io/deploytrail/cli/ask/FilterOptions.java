package io.deploytrail.cli.ask;

import io.deploytrail.attribution.Verdict;
import io.deploytrail.questions.ActionPattern;
import io.deploytrail.questions.Filter;
import io.deploytrail.resources.ResourceName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which calls of a list are wanted.
final class FilterOptions {
  @Option(
      names = "--action",
      paramLabel = "<action>",
      description = "Only calls of this action, * for any characters: 's3:Delete*'.")
  private @Nullable String action;

  @Option(
      names = "--resource",
      paramLabel = "<ARN, URL, name or id>",
      description = "Only calls that name this resource.")
  private @Nullable String resource;

  @Option(
      names = "--verdict",
      paramLabel = "<verdict>",
      description = "Only calls of this verdict: ${COMPLETION-CANDIDATES}.")
  private @Nullable Verdict verdict;

  @Option(names = "--errors", description = "Only calls that failed or were refused.")
  private boolean errors;

  @Option(names = "--changes-only", description = "Only calls that changed something.")
  private boolean changesOnly;

  Filter filter(Optional<String> account, Optional<String> region) {
    return new Filter(
        account,
        region,
        Optional.ofNullable(action).map(ActionPattern::new),
        Optional.ofNullable(resource).map(ResourceName::new),
        Optional.ofNullable(verdict),
        errors,
        changesOnly);
  }
}
