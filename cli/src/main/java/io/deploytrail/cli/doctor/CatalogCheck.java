package io.deploytrail.cli.doctor;

import static io.deploytrail.cli.doctor.DeniedRequestException.ask;

import io.deploytrail.cli.ask.DeployedStack;
import io.deploytrail.cli.console.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/// Whether Athena's stack has its database, tables, views, workgroups and the rest, and whether
/// they are this version's. CloudFormation is asked, not the catalog: what somebody changed there
/// by hand does not show.
final class CatalogCheck {
  private static final String NAME = "catalog";
  private static final String TEMPLATE = "template-athena.yaml";
  private static final String DEPLOY_AGAIN =
      "deploy it again: sam deploy --config-env athena; docs/athena.md";

  private final CloudFormationClient stacks;
  private final String region;
  private final DeployedStack stack;
  private final TemplateTexts here = TemplateTexts.of(Home.file(TEMPLATE));

  CatalogCheck(CloudFormationClient stacks, String region, DeployedStack stack) {
    this.stacks = stacks;
    this.region = region;
    this.stack = stack;
  }

  List<Finding> findings() {
    return Stream.concat(
            Finding.of(NAME, region, this::resources).stream(),
            Finding.of(NAME, region, () -> List.of(ofVersion())).stream())
        .toList();
  }

  private List<Finding> resources() {
    var there =
        ask(
            "cloudformation:ListStackResources",
            arn(),
            () ->
                stacks
                    .listStackResourcesPaginator(request -> request.stackName(stack.name()))
                    .stackResourceSummaries()
                    .stream()
                    .collect(
                        Collectors.toMap(
                            StackResourceSummary::logicalResourceId,
                            resource -> resource,
                            // One that was made again is listed behind the one that is gone.
                            (_, again) -> again)));
    var broken =
        here.types().keySet().stream()
            .sorted()
            .map(there::get)
            .filter(Objects::nonNull)
            .filter(resource -> !isSound(resource))
            .map(CatalogCheck::broken)
            .toList();
    return List.of(
        broken.isEmpty()
            ? sound(there)
            : Finding.problem(
                NAME,
                region,
                "of its resources %d are not sound: %s".formatted(broken.size(), first(broken)),
                DEPLOY_AGAIN));
  }

  /// `CREATE_COMPLETE`, `UPDATE_ROLLBACK_COMPLETE` and their like, and what is being worked on
  /// ("StackResourceSummary", AWS CloudFormation API Reference).
  private static boolean isSound(StackResourceSummary resource) {
    var status = resource.resourceStatusAsString();
    return !status.startsWith("DELETE_") && !status.endsWith("_FAILED");
  }

  private static String broken(StackResourceSummary resource) {
    var reason = resource.resourceStatusReason();
    return "%s (%s) is %s%s"
        .formatted(
            resource.logicalResourceId(),
            resource.resourceType(),
            resource.resourceStatusAsString(),
            reason == null ? "" : ": " + reason);
  }

  private Finding sound(Map<String, StackResourceSummary> there) {
    var tables = count(there, "AWS::Glue::Table");
    var queries = count(there, "AWS::Athena::NamedQuery");
    return Finding.ok(
        NAME,
        region,
        "CloudFormation made the database %s, %d tables and views, and %d saved queries in the workgroup %s"
            .formatted(
                stack.parameters().getOrDefault("DatabaseName", ""),
                tables,
                queries,
                stack.name()));
  }

  private static long count(Map<String, StackResourceSummary> there, String type) {
    return there.values().stream().filter(each -> each.resourceType().equals(type)).count();
  }

  private Finding ofVersion() {
    var body =
        ask(
                "cloudformation:GetTemplate",
                arn(),
                () ->
                    stacks.getTemplate(request ->
                        request.stackName(stack.name()).templateStage(TemplateStage.ORIGINAL)))
            .templateBody();
    var there = TemplateTexts.of(body);
    var names = new TreeSet<>(here.properties().keySet());
    names.addAll(there.properties().keySet());
    var others =
        names.stream()
            .filter(
                name -> !Objects.equals(here.properties().get(name), there.properties().get(name)))
            .toList();
    return others.isEmpty()
        ? Finding.ok(NAME, region, "tables, views and saved queries are those of this version")
        : Finding.advice(
            NAME,
            region,
            "%s was deployed by another version: of its %d resources %d are not as here: %s"
                .formatted(stack.name(), names.size(), others.size(), first(others)),
            "upgrade it, if this version is the newer one: sam deploy --config-env athena; docs/athena.md#the-lake says what the lake needs then");
  }

  private static String first(List<String> names) {
    var shown = new ArrayList<>(names.subList(0, Math.min(5, names.size())));
    if (shown.size() < names.size()) {
      shown.add("…");
    }
    return String.join(", ", shown);
  }

  private String arn() {
    return "arn:*:cloudformation:%s:*:stack/%s/*".formatted(region, stack.name());
  }
}
