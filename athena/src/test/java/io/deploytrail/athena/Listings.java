package io.deploytrail.athena;

import com.google.inject.Binder;
import io.trino.filesystem.FileIterator;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.filesystem.cache.NoopSplitAffinityProvider;
import io.trino.filesystem.cache.SplitAffinityProvider;
import io.trino.filesystem.local.LocalFileSystem;
import io.trino.plugin.hive.HiveConnectorFactory;
import io.trino.plugin.hive.HivePlugin;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;
import io.trino.spi.security.ConnectorIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The files of a folder, of which it is counted how often Trino lists those of a trail's folder:
/// over a bucket each time is a ListObjectsV2 at least, one for each thousand files.
final class Listings implements TrinoFileSystemFactory {
  private final Path folder;
  private final Duration delay;
  private final AtomicLong count = new AtomicLong();

  /// Each list is given after `delay`, as over a network.
  Listings(Path folder, Duration delay) {
    this.folder = folder;
    this.delay = delay;
  }

  /// How many there were until now.
  long count() {
    return count.get();
  }

  /// Hive's connector over these files.
  HivePlugin plugin() {
    return new Plugin(this);
  }

  @Override
  public TrinoFileSystem create(ConnectorIdentity identity) {
    return new Counted(folder);
  }

  private final class Counted extends LocalFileSystem {
    private Counted(Path folder) {
      super(folder);
    }

    @Override
    public FileIterator listFiles(Location location) throws IOException {
      if (location.path().startsWith("AWSLogs/")) {
        count.incrementAndGet();
        pause();
      }
      return super.listFiles(location);
    }

    private void pause() {
      try {
        Thread.sleep(delay);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while listing", e);
      }
    }
  }

  private static final class Plugin extends HivePlugin {
    private final Listings files;

    private Plugin(Listings files) {
      this.files = files;
    }

    @Override
    public Iterable<ConnectorFactory> getConnectorFactories() {
      return List.of(new Connectors(files));
    }
  }

  private record Connectors(Listings files) implements ConnectorFactory {
    /// What Trino binds itself where it makes the files.
    private static void bind(Binder binder) {
      binder.bind(SplitAffinityProvider.class).to(NoopSplitAffinityProvider.class);
    }

    @Override
    public String getName() {
      return "hive";
    }

    @Override
    public Connector create(String catalog, Map<String, String> config, ConnectorContext context) {
      return HiveConnectorFactory.createConnector(
          catalog,
          config,
          context,
          () -> Connectors::bind,
          Optional.empty(),
          false,
          Optional.of(files));
    }
  }
}
