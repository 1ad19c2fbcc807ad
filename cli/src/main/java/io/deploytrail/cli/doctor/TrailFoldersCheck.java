package io.deploytrail.cli.doctor;

import static io.deploytrail.cli.doctor.DeniedRequestException.ask;

import io.deploytrail.cli.ask.DeployedStack;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Whether the trail's log files lie where the parameters of Athena's stack say, for each account
/// and Region that they name. What is in the files is the views' to read.
final class TrailFoldersCheck {
  private static final String NAME = "trail";

  /// Each is a request; more of an organization say nothing new of its Regions.
  private static final int ACCOUNTS_LOOKED_INTO = 20;

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd/");
  private static final String COMMAND = "./deploytrail parameters --athena ";

  private final S3Client buckets;
  private final String region;
  private final DeployedStack stack;
  private final LocalDate today;
  private final String bucket;
  private final String folder;

  TrailFoldersCheck(Regional regional, DeployedStack stack, Clock clock) {
    this.buckets = regional.buckets();
    this.region = regional.region();
    this.stack = stack;
    this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    this.bucket = parameter("TrailBucket");
    var organization = parameter("OrganizationId");
    this.folder =
        parameter("TrailPrefix") + "AWSLogs/" + (organization.isEmpty() ? "" : organization + "/");
  }

  private String parameter(String name) {
    return stack.parameters().getOrDefault(name, "");
  }

  List<Finding> findings() {
    try {
      return ofFolders(folders(folder));
    } catch (S3Exception e) {
      return List.of(ofBucket(e));
    }
  }

  private List<Finding> ofFolders(Set<String> there) {
    var organization = there.stream().filter(name -> name.startsWith("o-")).findFirst();
    var accounts = there.stream().filter(name -> name.matches("[0-9]{12}")).toList();
    if (accounts.isEmpty()) {
      return List.of(
          organization
              .map(id ->
                  problem(
                      "the log files of an organization lie under s3://%s/%s%s/"
                          .formatted(bucket, folder, id),
                      COMMAND + "OrganizationId=" + id + ", and deploy"))
              .orElseGet(() ->
                  problem(
                      "no account has a folder under s3://%s/%s".formatted(bucket, folder),
                      "compare TrailPrefix and OrganizationId with what the trail says: aws cloudtrail describe-trails; docs/athena.md")));
    }
    var findings = new ArrayList<Finding>();
    findings.addAll(compared("Accounts", "account", accounts));
    var named = stack.list("Accounts").stream().filter(accounts::contains).toList();
    if (!named.isEmpty()) {
      findings.addAll(ofRegions(named));
    }
    return findings;
  }

  private List<Finding> ofRegions(List<String> accounts) {
    var looked = accounts.subList(0, Math.min(ACCOUNTS_LOOKED_INTO, accounts.size()));
    var regions =
        looked.stream()
            .flatMap(account -> folders(ofAccount(account)).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return Stream.concat(
            compared("Regions", "Region", regions).stream(), Stream.of(newest(looked, regions)))
        .toList();
  }

  /// What lies there and is not named is not read; what is named and does not lie there is listed
  /// by each question in vain.
  private List<Finding> compared(String parameter, String what, Collection<String> there) {
    var named = stack.list(parameter);
    var unread = there.stream().filter(each -> !named.contains(each)).toList();
    var empty = named.stream().filter(each -> !there.contains(each)).toList();
    var findings = new ArrayList<Finding>();
    if (!unread.isEmpty()) {
      findings.add(
          advice(
              "no question reads the log files of " + counted(unread, what),
              "if deployments get there, name it: %s'%s=%s'"
                  .formatted(
                      COMMAND,
                      parameter,
                      String.join(" ", Stream.concat(named.stream(), unread.stream()).toList()))));
    }
    if (!empty.isEmpty()) {
      findings.add(
          advice(
              "there are no log files of " + counted(empty, what),
              "is %s spelt right? Each question lists its folders: docs/costs.md#folders-that-hold-nothing"
                  .formatted(parameter)));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              NAME,
              region,
              "%s has log files of %s, as %s says"
                  .formatted(bucket, counted(named, what), parameter)));
    }
    return findings;
  }

  private static String counted(List<String> names, String what) {
    var shown = String.join(" ", names.subList(0, Math.min(5, names.size())));
    return names.size() == 1
        ? what + " " + shown
        : "%d %ss: %s%s".formatted(names.size(), what, shown, names.size() > 5 ? " …" : "");
  }

  /// A trail of an account in use writes many files a day.
  private Finding newest(List<String> accounts, Collection<String> regions) {
    for (var day : List.of(today, today.minusDays(1))) {
      for (var account : accounts) {
        for (var each : regions) {
          var of = ofAccount(account) + each + "/" + DAY.format(day);
          if (!listed(of, 1).contents().isEmpty()) {
            return Finding.ok(
                NAME, region, "there are log files in s3://%s/%s".formatted(bucket, of));
          }
        }
      }
    }
    return problem(
        "there are no log files of today or yesterday under s3://%s/%s".formatted(bucket, folder),
        "is the trail switched on? aws cloudtrail get-trail-status");
  }

  private String ofAccount(String account) {
    return folder + account + "/CloudTrail/";
  }

  /// The names of the folders in a folder.
  private Set<String> folders(String prefix) {
    return ask(
        "s3:ListBucket",
        "arn:*:s3:::" + bucket,
        () ->
            buckets
                .listObjectsV2Paginator(request(prefix).delimiter("/").build())
                .commonPrefixes()
                .stream()
                .map(CommonPrefix::prefix)
                .map(name -> name.substring(prefix.length(), name.length() - 1))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private ListObjectsV2Response listed(String prefix, int keys) {
    return ask(
        "s3:ListBucket",
        "arn:*:s3:::" + bucket,
        () -> buckets.listObjectsV2(request(prefix).maxKeys(keys).build()));
  }

  /// As the stack's policies: of nobody's bucket but the account's.
  private ListObjectsV2Request.Builder request(String prefix) {
    var request = ListObjectsV2Request.builder().bucket(bucket).prefix(prefix);
    var owner = parameter("TrailAccount");
    return owner.isEmpty() ? request : request.expectedBucketOwner(owner);
  }

  private Finding ofBucket(S3Exception failure) {
    return switch (failure.statusCode()) {
      case 404 ->
          problem("there is no bucket " + bucket, "let TrailBucket be the trail's: docs/athena.md");
      case 301 ->
          problem(bucket + " is in another Region", "deploy the stack there: docs/athena.md");
      default -> throw failure;
    };
  }

  private Finding problem(String found, String next) {
    return Finding.problem(NAME, region, found, next);
  }

  private Finding advice(String found, String next) {
    return Finding.advice(NAME, region, found, next);
  }
}
