package io.deploytrail.integration.drills;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A place of a record in which a secret may stand. Where AWS writes none, and DeployTrail keeps
/// the field, a secret that somebody wrote there is kept: that place `isKept`.
record CanaryPlace(
    String name,
    boolean isKept,
    Function<CanaryRecords, ObjectNode> record,
    UnaryOperator<String> writing,
    BiConsumer<ObjectNode, String> putting) {
  /// In the JSON of a record, stands for the canary until it is text.
  static final String MARK = "CANARY-MARK";

  static List<CanaryPlace> all() {
    var places = new ArrayList<CanaryPlace>();
    places.addAll(inAnswersOfSts());
    places.addAll(inCalls());
    places.addAll(elsewhere());
    places.addAll(inBrokenText());
    places.addAll(kept());
    return places;
  }

  private static List<CanaryPlace> inAnswersOfSts() {
    return List.of(
        root("session token of a root", "/responseElements/credentials", "sessionToken"),
        link("session token of a link", "/responseElements/credentials", "sessionToken"),
        root("secret key of a root", "/responseElements/credentials", "secretAccessKey"),
        link("secret key of a link", "/responseElements/credentials", "secretAccessKey"),
        root("SessionToken", "/responseElements/credentials", "SessionToken"),
        root("SESSIONTOKEN", "/responseElements/credentials", "SESSIONTOKEN"),
        link("session_token", "/responseElements/credentials", "session_token"),
        link("Credentials", "/responseElements/Credentials", "SessionToken"),
        root("flat name", "", "responseElements.credentials.sessionToken"),
        root("token beside credentials", "/responseElements", "sessionToken"),
        link("token in the assumed role", "/responseElements/assumedRoleUser", "sessionToken"),
        new CanaryPlace(
            "list of credentials",
            false,
            CanaryRecords::link,
            CanaryPlace::asIs,
            (record, canary) ->
                ((ObjectNode) record.path("responseElements"))
                    .putArray("credentials")
                    .addObject()
                    .put("sessionToken", canary)),
        asText("answer as text", "responseElements"),
        new CanaryPlace(
            "credentials as text",
            false,
            CanaryRecords::root,
            CanaryPlace::asIs,
            (record, canary) -> {
              var response = (ObjectNode) record.path("responseElements");
              response.withObject("/credentials").put("sessionToken", canary);
              response.put("credentials", response.path("credentials").toString());
            }),
        written(
            "token twice",
            json ->
                json.replace(
                    "{\"accessKeyId\"", "{\"sessionToken\":\"" + MARK + "\",\"accessKeyId\"")),
        written(
            "escaped name", json -> json.replace("\"sessionToken\"", "\"sess\\u0069onToken\"")));
  }

  private static List<CanaryPlace> inCalls() {
    return List.of(
        call("credentials in an answer", "/responseElements/credentials", "sessionToken"),
        call("nested credentials", "/responseElements/result/federation/credentials", "secretKey"),
        call("request's token", "/requestParameters", "sessionToken"),
        call("request's header", "/requestParameters", "X-Amz-Security-Token"),
        call("header in a list", "/requestParameters/headers", "x-amz-security-token"),
        call(
            "variable of a function",
            "/requestParameters/environment/variables",
            "AWS_SESSION_TOKEN"),
        call("secret text", "/requestParameters", "secretString"),
        call("password", "/requestParameters", "masterUserPassword"),
        call("client token", "/requestParameters", "clientRequestToken"),
        call("a token's id", "/requestParameters", "tokenId"),
        call("a secret's name", "/requestParameters", "secretName"),
        new CanaryPlace(
            "presigned URL",
            false,
            CanaryRecords::call,
            CanaryPlace::asIs,
            (record, canary) ->
                record
                    .withObject("/requestParameters")
                    .put(
                        "templateURL",
                        "https://b.s3.amazonaws.com/t.json?X-Amz-Security-Token=" + canary)));
  }

  private static List<CanaryPlace> elsewhere() {
    return List.of(
        root("web identity token", "/requestParameters", "webIdentityToken"),
        link("MFA code", "/requestParameters", "tokenCode"),
        link("tag", "/requestParameters/tags", "value"),
        root("additional data", "/additionalEventData", "sessionToken"),
        call("additional data of a call", "/additionalEventData/x/y", "token"),
        call("service event", "/serviceEventDetails/credentials", "sessionToken"),
        link("caller's context", "/userIdentity/sessionContext/credentials", "sessionToken"),
        denied("answer of a refusal", "/responseElements/credentials", "sessionToken"),
        call("unknown field", "", "sessionToken"),
        root("unknown field of a root", "/somebody/else", "sessionToken"),
        call("TLS details", "/tlsDetails", "clientProvidedHostHeader"));
  }

  /// Which nobody can read, and somebody has to say so.
  private static List<CanaryPlace> inBrokenText() {
    return List.of(
        written(
            "cut off after the token",
            json -> json.substring(0, json.indexOf(MARK) + MARK.length() + 1)),
        written(
            "cut off in the token", json -> json.substring(0, json.indexOf(MARK) + MARK.length())),
        written("no quote behind it", json -> json.replace(MARK + "\"", MARK)),
        written("a bare word", json -> json.replace("\"" + MARK + "\"", MARK)),
        written("without a time", json -> json.replace("\"eventTime\"", "\"noTime\"")),
        written(
            "as its time",
            json ->
                json.replaceFirst("\"eventTime\":\"[^\"]*\"", "\"eventTime\":\"" + MARK + "\"")),
        written(
            "as its expiration",
            json ->
                json.replaceFirst("\"expiration\":\"[^\"]*\"", "\"expiration\":\"" + MARK + "\"")),
        written("as a record", _ -> "\"" + MARK + "\""),
        written("more behind it", json -> json + "\"" + MARK + "\""));
  }

  private static List<CanaryPlace> kept() {
    return List.of(
        new CanaryPlace(
            "session name",
            true,
            CanaryRecords::denied,
            CanaryPlace::asIs,
            at("/requestParameters", "roleSessionName")),
        new CanaryPlace(
            "source identity",
            true,
            CanaryRecords::root,
            CanaryPlace::asIs,
            at("/responseElements", "sourceIdentity")),
        new CanaryPlace(
            "error message of a refusal",
            true,
            CanaryRecords::denied,
            CanaryPlace::asIs,
            at("", "errorMessage")),
        new CanaryPlace(
            "name of a resource",
            true,
            CanaryRecords::call,
            CanaryPlace::asIs,
            at("/requestParameters", "bucketName")),
        new CanaryPlace(
            "error message of a call",
            true,
            CanaryRecords::call,
            CanaryPlace::asIs,
            at("", "errorMessage")),
        new CanaryPlace(
            "user agent", true, CanaryRecords::call, CanaryPlace::asIs, at("", "userAgent")));
  }

  private static BiConsumer<ObjectNode, String> at(String pointer, String field) {
    return (record, canary) ->
        (pointer.isEmpty() ? record : around(record, pointer)).put(field, canary);
  }

  /// Where the record has a null, an object takes its place.
  private static ObjectNode around(ObjectNode record, String pointer) {
    var at = record;
    for (var name : pointer.substring(1).split("/", -1)) {
      at = at.path(name) instanceof ObjectNode inner ? inner : at.putObject(name);
    }
    return at;
  }

  private static CanaryPlace written(String name, UnaryOperator<String> writing) {
    return new CanaryPlace(
        name,
        false,
        CanaryRecords::root,
        writing,
        at("/responseElements/credentials", "sessionToken"));
  }

  private static CanaryPlace asText(String name, String field) {
    return new CanaryPlace(
        name,
        false,
        CanaryRecords::root,
        CanaryPlace::asIs,
        (record, canary) -> {
          record.withObject("/responseElements/credentials").put("sessionToken", canary);
          record.put(field, record.path(field).toString());
        });
  }

  private static String asIs(String json) {
    return json;
  }

  /// The records of that deployment as text, the canary in its place.
  List<String> texts(int number, String canary) {
    var records = CanaryRecords.of(number);
    var holder = record.apply(records);
    putting.accept(holder, MARK);
    return records.all().stream()
        .map(each ->
            each.equals(holder)
                ? writing.apply(each.toString()).replace(MARK, canary)
                : each.toString())
        .toList();
  }

  private static CanaryPlace root(String name, String pointer, String field) {
    return new CanaryPlace(name, false, CanaryRecords::root, CanaryPlace::asIs, at(pointer, field));
  }

  private static CanaryPlace link(String name, String pointer, String field) {
    return new CanaryPlace(name, false, CanaryRecords::link, CanaryPlace::asIs, at(pointer, field));
  }

  private static CanaryPlace call(String name, String pointer, String field) {
    return new CanaryPlace(name, false, CanaryRecords::call, CanaryPlace::asIs, at(pointer, field));
  }

  private static CanaryPlace denied(String name, String pointer, String field) {
    return new CanaryPlace(
        name, false, CanaryRecords::denied, CanaryPlace::asIs, at(pointer, field));
  }
}
