package io.deploytrail.permissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The actions of IAM, from `actions.txt`, which service-reference/reduce.mjs makes.
///
/// The file is read when the first action is asked for, and a service's actions when its first one
/// is. The formats of ARNs stand in `io.deploytrail.resources`.
public final class ServiceReference {
  private static final String FILE = "actions.txt";
  private static final String SERVICE = "\ns ";

  private static final Map<String, Map<String, ServiceAction>> ACTIONS = new ConcurrentHashMap<>();

  private ServiceReference() {}

  /// The edition of the data.
  public static ReferenceData data() {
    // # <source> <version> <date>; …
    var words = ActionFile.HEAD.split("[ ;]", 5);
    return new ReferenceData(words[1], words[2], LocalDate.parse(words[3]));
  }

  /// The action of that id, such as `s3:PutBucketTagging`, in whatever case.
  public static Optional<ServiceAction> action(String id) {
    var colon = id.indexOf(':');
    return colon < 0 ? Optional.empty() : action(id.substring(0, colon), id.substring(colon + 1));
  }

  static Optional<ServiceAction> action(String service, String name) {
    return Optional.ofNullable(byName(service).get(name.toLowerCase(ROOT)));
  }

  /// All actions of the service with that prefix.
  static Collection<ServiceAction> actions(String service) {
    return byName(service).values();
  }

  static Set<String> services() {
    return ActionFile.BY_SERVICE.keySet();
  }

  private static Map<String, ServiceAction> byName(String service) {
    var section = ActionFile.BY_SERVICE.get(service.toLowerCase(ROOT));
    return section == null
        ? Map.of()
        : ACTIONS.computeIfAbsent(service.toLowerCase(ROOT), name -> read(name, section));
  }

  private static Map<String, ServiceAction> read(String service, String section) {
    var actions = new LinkedHashMap<String, ServiceAction>();
    section
        .lines()
        .map(line -> ServiceAction.read(service, line))
        .forEach(action -> actions.put(action.name().toLowerCase(ROOT), action));
    return actions;
  }

  /// The file, cut where a service begins.
  private static final class ActionFile {
    private static final String HEAD;
    private static final Map<String, String> BY_SERVICE = new HashMap<>();

    static {
      var text = text();
      var start = text.indexOf(SERVICE);
      HEAD = text.substring(0, start);
      while (start >= 0) {
        var name = start + SERVICE.length();
        var end = text.indexOf('\n', name);
        start = text.indexOf(SERVICE, end);
        BY_SERVICE.put(
            text.substring(name, end),
            text.substring(end + 1, start < 0 ? text.length() : start + 1));
      }
    }

    private static String text() {
      try (var file = ServiceReference.class.getResourceAsStream(FILE)) {
        if (file == null) {
          throw new IllegalStateException(
              FILE + " is not in the jar of io.deploytrail.permissions");
        }
        return new String(file.readAllBytes(), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + FILE, e);
      }
    }
  }
}
