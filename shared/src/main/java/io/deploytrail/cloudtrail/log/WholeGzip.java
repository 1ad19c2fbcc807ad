package io.deploytrail.cloudtrail.log;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Unpacks ordinary gzip files at once, by a library. What is not ordinary is left to
/// [GzipMembers], which reports what is wrong with it: several members, what lies behind them,
/// damage, and what is so large that it should not be held in memory. Thread-safe.
public final class WholeGzip {
  private static final int MOST_UNPACKED = mostUnpacked();
  private static final int MOST_PACKED = MOST_UNPACKED / 4;

  /// Log files shrink to a tenth or a thirtieth. No other file gets memory for its word alone.
  private static final int MOST_TIMES = 100;

  /// A header, an empty block, a checksum and a length.
  private static final int SHORTEST = 20;

  private final Supplier<Optional<GzipLibrary>> libraries;
  private final AtomicLong bytesWithout;
  private final AtomicBoolean isLoaded = new AtomicBoolean();
  private volatile Optional<GzipLibrary> library = Optional.empty();

  /// Those of the thread's last file, unless they are in use: the next is about as long.
  private final ThreadLocal<Buffers> kept = ThreadLocal.withInitial(Buffers::new);

  /// Takes a stream; valid during the call only.
  interface StreamReading {
    void read(PeekedStream stream) throws IOException;
  }

  private static final class Buffers {
    private byte[] packed = new byte[1 << 16];
    private byte[] unpacked = new byte[0];

    /// With some room, as files of one trail differ a little.
    byte[] unpacked(int length) {
      if (unpacked.length < length) {
        unpacked = new byte[length + length / 8];
      }
      return unpacked;
    }
  }

  /// The library takes time to load: it is asked for, once, when files of so many bytes were read
  /// without it.
  public WholeGzip(Supplier<Optional<GzipLibrary>> libraries, long bytesWithout) {
    this.libraries = libraries;
    this.bytesWithout = new AtomicLong(bytesWithout);
  }

  /// 64 MB, or as much as all processors may take of a small heap.
  private static int mostUnpacked() {
    var runtime = Runtime.getRuntime();
    return (int) Math.min(64 << 20, runtime.maxMemory() / 16 / runtime.availableProcessors());
  }

  /// Has what is unpacked read; or else the packed stream, from its start.
  void read(PeekedStream packed, StreamReading unpacked, StreamReading other) throws IOException {
    var loaded = library();
    if (loaded.isPresent()) {
      read(loaded.get(), packed, unpacked, other);
    } else {
      other.read(packed);
      bytesWithout.addAndGet(-packed.given());
    }
  }

  /// Nothing while another thread loads it, which would otherwise be waited for.
  private Optional<GzipLibrary> library() {
    if (bytesWithout.get() <= 0 && isLoaded.compareAndSet(false, true)) {
      library = libraries.get();
    }
    return library;
  }

  private void read(
      GzipLibrary library, PeekedStream packed, StreamReading unpacked, StreamReading other)
      throws IOException {
    var buffers = kept.get();
    // Whoever reads another file while reading this one gets buffers of their own.
    kept.remove();
    try {
      buffers.packed = packed.lookOn(buffers.packed, MOST_PACKED);
      var length = packed.isWhole() ? lengthSaid(packed) : Long.MAX_VALUE;
      if (length <= Math.min(MOST_UNPACKED, (long) MOST_TIMES * packed.length())
          && library.unpack(
              packed.bytes(), packed.length(), buffers.unpacked((int) length), (int) length)) {
        packed.passOver();
        unpacked.read(new PeekedStream(buffers.unpacked, (int) length));
      } else {
        other.read(packed);
      }
    } finally {
      kept.set(buffers);
    }
  }

  /// The last four bytes, the lowest first.
  private static long lengthSaid(PeekedStream packed) {
    if (packed.length() < SHORTEST) {
      return Long.MAX_VALUE;
    }
    var length = 0L;
    for (var back = 1; back <= 4; back++) {
      length = (length << 8) | (packed.bytes()[packed.length() - back] & 0xff);
    }
    return length;
  }
}
