package io.deploytrail.desk;

import java.util.ArrayList;
import java.util.List;

/// What `index` was given of one's own Pulumi set-up, by name, each as a list.
public record DeskSettings(DeskDatabase database) {
  public List<String> values(String name) {
    var values = new ArrayList<String>();
    database.each(
        "SELECT value FROM settings WHERE name = ? ORDER BY position",
        rows -> {
          values.add(rows.getString(1));
          return true;
        },
        name);
    return values;
  }

  public void replace(String name, List<String> values) {
    database.update("DELETE FROM settings WHERE name = ?", name);
    for (var position = 0; position < values.size(); position++) {
      database.update(
          "INSERT INTO settings VALUES (?, ?, ?)", name, position, values.get(position));
    }
  }
}
