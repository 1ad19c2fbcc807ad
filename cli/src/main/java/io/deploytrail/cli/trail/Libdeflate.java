package io.deploytrail.cli.trail;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import io.deploytrail.cloudtrail.log.GzipLibrary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/// Unpacks gzip by libdeflate, of which `aircompressor-v3` brings builds for Linux (glibc) and
/// macOS. Its own classes do not say where a member ended, so that another one behind it would go
/// unseen: `libdeflate_gzip_decompress_ex` does.
@SuppressWarnings("restricted")
final class Libdeflate implements GzipLibrary {
  private static final FunctionDescriptor ALLOCATE = FunctionDescriptor.of(ADDRESS);
  private static final FunctionDescriptor FREE = FunctionDescriptor.ofVoid(ADDRESS);

  /// The decompressor; address and length of what is packed and of where to unpack it; where to
  /// write how much of both was used.
  private static final FunctionDescriptor DECOMPRESS =
      FunctionDescriptor.of(
          JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);

  private static final int SUCCESS = 0;

  private static final FileAttribute<Set<PosixFilePermission>> OWNERS =
      PosixFilePermissions.asFileAttribute(EnumSet.of(OWNER_READ, OWNER_WRITE));

  private final MethodHandle allocate;
  private final MethodHandle free;
  private final MethodHandle decompress;

  private Libdeflate(SymbolLookup library) {
    allocate = function(library, "libdeflate_alloc_decompressor", ALLOCATE);
    free = function(library, "libdeflate_free_decompressor", FREE);
    decompress = function(library, "libdeflate_gzip_decompress_ex", DECOMPRESS);
  }

  private static MethodHandle function(
      SymbolLookup library, String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker()
        .downcallHandle(library.findOrThrow(name), descriptor, Linker.Option.critical(true));
  }

  /// Nothing where there is no build for this machine, or where it may not be loaded: for one, from
  /// a folder of temporary files in which nothing may be executed.
  static Optional<GzipLibrary> load() {
    try (var library = Libdeflate.class.getResourceAsStream(resource())) {
      return library == null ? Optional.empty() : Optional.of(loaded(library.readAllBytes()));
    } catch (IOException
        | IllegalArgumentException
        | IllegalCallerException
        | NoSuchElementException
        | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static Libdeflate loaded(byte[] library) throws IOException {
    // A random name takes as long as all else.
    var name = "deploytrail-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    var file = Files.createFile(Path.of(System.getProperty("java.io.tmpdir"), name), OWNERS);
    try {
      Files.write(file, library);
      return new Libdeflate(SymbolLookup.libraryLookup(file, Arena.global()));
    } finally {
      // Once loaded, it is needed no more.
      Files.delete(file);
    }
  }

  private static String resource() {
    var system = System.getProperty("os.name").startsWith("Mac") ? "macos" : "linux";
    var processor = System.getProperty("os.arch").replace("x86_64", "amd64");
    return "/aircompressor/%s-%s/%s".formatted(system, processor, System.mapLibraryName("deflate"));
  }

  @Override
  public boolean unpack(byte[] packed, int packedLength, byte[] unpacked, int unpackedLength) {
    var used = new long[1];
    try {
      var decompressor = (MemorySegment) allocate.invokeExact();
      if (decompressor.equals(MemorySegment.NULL)) {
        return false;
      }
      try {
        // Without a place for the length unpacked, any other than this one is an error.
        var result =
            (int)
                decompress.invokeExact(
                    decompressor,
                    MemorySegment.ofArray(packed),
                    (long) packedLength,
                    MemorySegment.ofArray(unpacked),
                    (long) unpackedLength,
                    MemorySegment.ofArray(used),
                    MemorySegment.NULL);
        return result == SUCCESS && used[0] == packedLength;
      } finally {
        free.invokeExact(decompressor);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      // A method handle declares all; these calls of C throw nothing that is checked.
      throw new IllegalStateException("libdeflate failed", e);
    }
  }
}
