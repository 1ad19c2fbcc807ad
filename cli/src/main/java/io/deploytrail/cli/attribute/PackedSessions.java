package io.deploytrail.cli.attribute;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.bytes.KeyedHash;
import io.deploytrail.cloudtrail.bytes.Slice;
import io.deploytrail.cloudtrail.bytes.Spelling;
import io.deploytrail.cloudtrail.glance.IdentityGlance;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The role sessions of a trail, each known by a number, in some 55 bytes each: a trail may have
/// millions of them, but of few roles.
///
/// The numbers are those of a chunk and of a place in it; not all places are taken. Many threads
/// may write, and read when all has been written.
final class PackedSessions {
  /// How many sessions a chunk has at most.
  static final int CHUNK = 1 << 12;

  private static final int BYTES_A_CHUNK = 56 * CHUNK;
  private static final int FIXED_BYTES = Integer.BYTES + Long.BYTES + 2 * Byte.BYTES;
  private static final int LONGEST_TEXT = Byte.MAX_VALUE;

  /// In the place of a number: the session does not fit in.
  static final int NONE = -1;

  private final KeyedHash hash;
  private final Numbered<Caller> roles = new Numbered<>();
  private final List<Pack> chunks = new ArrayList<>();

  PackedSessions(KeyedHash hash) {
    this.hash = hash;
  }

  /// Takes the sessions of one chunk in their order.
  interface SessionTaker {
    void session(int number, Caller caller);
  }

  /// The providers that they name.
  Stream<String> providers() {
    return roles.all().stream().flatMap(role -> role.federatedProvider().stream());
  }

  /// A writer for one thread.
  SessionWriter writer() {
    return new SessionWriter();
  }

  synchronized int chunks() {
    return chunks.size();
  }

  void read(int chunk, SessionTaker reader) {
    chunk(chunk).read(CHUNK * chunk, roles, reader);
  }

  private synchronized Pack chunk(int number) {
    return chunks.get(number);
  }

  private synchronized int add(Pack chunk) {
    chunks.add(chunk);
    return chunks.size() - 1;
  }

  /// Adds sessions, the same one again if it comes again.
  final class SessionWriter {
    private final Spelling spelling = new Spelling(hash);
    private Pack chunk = new Pack();
    private int number = NONE;

    private SessionWriter() {}

    /// The session's number, or [#NONE].
    int add(IdentityGlance session) {
      if (Math.max(session.accessKey().length(), session.name().length()) > LONGEST_TEXT) {
        return NONE;
      }
      if (number == NONE || chunk.isFull()) {
        chunk = new Pack();
        number = PackedSessions.this.add(chunk);
      }
      return CHUNK * number + chunk.add(role(session), session);
    }

    private int role(IdentityGlance session) {
      var known = roles.spelled(session.role(spelling));
      return known == null ? roles.of(spelling, session.role()) : known;
    }
  }

  /// Written one behind another: the role's number, the time of creation, and the lengths and bytes
  /// of key and name.
  private static final class Pack {
    private final ByteBuffer bytes = ByteBuffer.allocate(BYTES_A_CHUNK);
    private int size;

    boolean isFull() {
      return size == CHUNK || bytes.remaining() < FIXED_BYTES + 2 * LONGEST_TEXT;
    }

    int add(int role, IdentityGlance session) {
      bytes.putInt(role).putLong(session.createdEpochSecond());
      put(session.accessKey());
      put(session.name());
      return size++;
    }

    private void put(Slice text) {
      bytes.put((byte) text.length()).put(text.bytes(), text.start(), text.length());
    }

    void read(int first, Numbered<Caller> roles, SessionTaker reader) {
      var written = bytes.duplicate().flip();
      for (var number = first; number < first + size; number++) {
        var role = roles.get(written.getInt());
        var created = written.getLong();
        var key = text(written);
        var name = text(written);
        reader.session(number, IdentityGlance.caller(role, name, key, created));
      }
    }

    private static String text(ByteBuffer written) {
      var text = new byte[written.get()];
      written.get(text);
      return new String(text, US_ASCII);
    }
  }
}
