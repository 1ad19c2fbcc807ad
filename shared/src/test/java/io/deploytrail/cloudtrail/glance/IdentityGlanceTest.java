package io.deploytrail.cloudtrail.glance;

import static io.deploytrail.cloudtrail.reader.Samples.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.bytes.KeyedHash;
import io.deploytrail.cloudtrail.bytes.Slice;
import io.deploytrail.cloudtrail.bytes.Spelling;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A look at a role's session shows what the reader would read of it, or leaves it to the reader;
/// whatever the bytes.
final class IdentityGlanceTest {
  private static final RecordReader RECORDS = new RecordReader();

  /// With all that counts, and with what does not count beside it.
  private static final String FULL =
      """
      {"type":"AssumedRole","principalId":"AROAROLE:n",
      "arn":"arn:aws:sts::111122223333:assumed-role/deploy/n","accountId":"111122223333",
      "accessKeyId":"ASIAROOT","sessionContext":{"sessionIssuer":{"type":"Role",
      "principalId":"AROAROLE","arn":"arn:aws:iam::111122223333:role/deploy","accountId":"1"},
      "webIdFederationData":{"federatedProvider":"arn:aws:iam::1:oidc-provider/x","attributes":{}},
      "attributes":{"creationDate":"2026-11-20T09:30:00Z","mfaAuthenticated":"false"}},
      "invokedBy":"cloudformation.amazonaws.com","inScopeOf":[{"a":null},true,-1.5e3]}\
      """
          .replace("\n", "");

  /// An identity and what follows it, which nobody looks at.
  private static final Pattern IDENTITY =
      Pattern.compile("\"userIdentity\"\\s*:\\s*(\\{.{0,2000})", Pattern.DOTALL);

  private static final String PLAIN =
      """
      { "type" : "AssumedRole", "principalId": "AROAOTHER:alice@example.com",
        "arn": "arn:aws:sts::111122223333:assumed-role/sso/alice@example.com",
        "sessionContext": {"webIdFederationData": {},
          "attributes": {"mfaAuthenticated": "false", "creationDate": "2026-11-20T09:30:59Z"}}}\
      """;

  /// What is put into an identity to break it, or to make it less ordinary.
  private static final List<String> INSERTIONS =
      List.of(
          "\"",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          " ",
          "\n",
          "0",
          "n",
          "A",
          "/",
          "\t",
          "ä",
          "\u0001",
          "\\u0041",
          "null",
          "\"\"",
          "\" \"",
          "{}",
          "\"principalId\":\"AROAX:n\",",
          "\"arn\":\"x\",",
          "\"accessKeyId\":null,",
          "\"\\u0061rn\":\"x\",",
          "\"sessionContext\":{},",
          "\"attributes\":{},",
          "\"attributes\":{\"creationDate\":\"2026-11-20T09:30:01Z\"},",
          "\"creationDate\":\"2026-11-20T09:30:01Z\",",
          "\"webIdFederationData\":null,",
          "\"federatedProvider\":\"x\",",
          "\"invokedBy\":7,");

  private final IdentityGlance session = new IdentityGlance();

  /// By spelling, which must stand for one role only.
  private final Map<Spelling, Caller> roles = new HashMap<>();

  private final KeyedHash hash = KeyedHash.random();

  @Test
  void showsWhatTheReaderReads() {
    for (var identity : List.of(FULL, PLAIN)) {
      assertThat(looked(bytes(identity))).as(identity).isTrue();
    }
    assertThat(session.name()).hasToString("alice@example.com");
    assertThat(session.accessKey().isEmpty()).isTrue();
    assertThat(session.role().arn()).contains("arn:aws:sts::111122223333:assumed-role/sso/");
  }

  @Test
  void sessionsOfOneRoleDifferInNameKeyAndCreationOnly() {
    looked(bytes(FULL));
    var role = spelling();

    var other =
        FULL.replace(":n\"", ":other\"")
            .replace("/n\"", "/other\"")
            .replace("ASIAROOT", "ASIAOTHER")
            .replace("09:30:00", "10:00:00");
    assertThat(looked(bytes(other))).isTrue();
    assertThat(spelling()).isEqualTo(role);
    for (var changed : List.of("AROAROLE:", "role/deploy/n", "-provider/x", "formation.")) {
      assertThat(looked(bytes(FULL.replace(changed, "AROA" + changed)))).as(changed).isTrue();
      assertThat(spelling()).as(changed).isNotEqualTo(role);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "7",
        "\"AROAROLE:n\"",
        "{\"type\":\"AWSService\",\"invokedBy\":\"ec2.amazonaws.com\"}",
        "{\"type\":\"AWSAccount\",\"principalId\":\"AROAROLE:n\",\"accountId\":\"111122223333\"}",
        "{\"type\":\"AssumedRole\",\"principalId\":\"AROAROLE:n\",\"accessKeyId\":\"ASIAROOT\"}"
      })
  void leavesTheRestToTheReader(String identity) {
    assertThat(looked(bytes(identity))).isFalse();
  }

  @Test
  void leavesAnUnusualSessionToTheReader() {
    for (var change :
        List.of(
            List.of("AROAROLE:n", "AIDAUSER:n"),
            List.of("AROAROLE:n", "AROAROLE"),
            List.of("AROAROLE:n", "AROAROLE:"),
            List.of("deploy/n", "deploy/m"),
            List.of("\"2026-11-20T09:30:00Z\"", "\"2026-11-20T09:30:00.5Z\""),
            List.of("\"2026-11-20T09:30:00Z\"", "null"),
            List.of("\"ASIAROOT\"", "\"\""),
            List.of("\"ASIAROOT\"", "\"ASIA\\u0041\""),
            List.of("\"ASIAROOT\"", "[\"ASIAROOT\"]"))) {
      var identity = FULL.replace(change.getFirst(), change.getLast());
      assertThat(looked(bytes(identity))).as(identity).isFalse();
    }
  }

  @Test
  void showsTheSameOfDamagedIdentities() {
    var random = new Random(20261120);
    var looked = 0;
    for (var round = 0; round < 60_000; round++) {
      var text = new StringBuilder(round % 2 == 0 ? FULL : PLAIN);
      for (var change = random.nextInt(3); change >= 0; change--) {
        var at = random.nextInt(text.length());
        text.replace(at, at + random.nextInt(3), INSERTIONS.get(random.nextInt(INSERTIONS.size())));
      }
      looked += looked(bytes(text.toString())) ? 1 : 0;
    }
    assertThat(looked).isBetween(4_000, 40_000);
  }

  @Test
  void showsTheSameWhateverIsPutBeforeAField() {
    for (var identity : List.of(FULL, PLAIN)) {
      for (var at = identity.indexOf('"'); at >= 0; at = identity.indexOf('"', at + 1)) {
        for (var insertion : INSERTIONS) {
          looked(bytes(identity.substring(0, at) + insertion + identity.substring(at)));
        }
      }
    }
    assertThat(looked(bytes(FULL))).isTrue();
  }

  @Test
  void showsTheSameWhateverByteIsChanged() {
    var whole = bytes(FULL);
    for (var at = 0; at < whole.length; at++) {
      for (var c : new int[] {0, '"', '\\', '0', ' ', ':', '}', 0x7f, 0x80, 0xc3, 0xff}) {
        var changed = whole.clone();
        changed[at] = (byte) c;
        looked(changed);
      }
    }
    assertThat(looked(whole)).isTrue();
  }

  @Test
  void leavesACutIdentityToTheReader() {
    for (var length = 0; length < FULL.length(); length++) {
      assertThat(looked(bytes(FULL.substring(0, length)))).as("%d bytes", length).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("io.deploytrail.cloudtrail.log.GlanceTest#corpus")
  void showsTheSameOfTheCorpus(Path file) throws IOException {
    var identities = IDENTITY.matcher(Files.readString(file, UTF_8));
    while (identities.find()) {
      var identity = bytes(identities.group(1));
      assertThat(looked(identity)).as(identities.group(1)).isEqualTo(isOrdinary(identity));
    }
  }

  private Spelling spelling() {
    return session.role(new Spelling(hash));
  }

  private static boolean isOrdinary(byte[] identity) {
    var caller = RECORDS.caller(Slice.of(identity));
    return caller.isRoleSession()
        && caller.principal().isPresent()
        && caller.arn().isPresent()
        && caller.sessionCreated().isPresent();
  }

  /// Whether a look sufficed; it then showed what the reader reads.
  private boolean looked(byte[] identity) {
    // Other bytes stand around it, as in a record.
    var around = new byte[identity.length + 2];
    System.arraycopy(identity, 0, around, 1, identity.length);
    around[0] = '"';
    around[around.length - 1] = '}';
    var slice = new Slice();
    slice.set(around, 1, 1 + identity.length);
    if (!session.look(slice)) {
      return false;
    }
    var role = session.role();
    var caller =
        IdentityGlance.caller(
            role,
            session.name().toString(),
            session.accessKey().toString(),
            session.createdEpochSecond());
    assertThat(caller)
        .as(() -> new String(identity, UTF_8))
        .isEqualTo(RECORDS.caller(Slice.of(identity)));
    assertThat(caller.isRoleSession()).isTrue();
    assertThat(roles.putIfAbsent(spelling(), role)).isIn(null, role);
    return true;
  }
}
