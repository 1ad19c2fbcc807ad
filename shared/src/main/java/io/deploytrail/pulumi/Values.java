package io.deploytrail.pulumi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// The values of one template's variables in one name, over all its readings.
record Values(
    SessionNameTemplate template, Map<Variable, SortedSet<String>> values, boolean isTrimmed) {

  /// The readings of those templates that the name fits, whatever names it says.
  static List<Values> of(String name, List<SessionNameTemplate> templates, String ownOperation) {
    var shapes = new Shapes(name, ownOperation);
    var all = new ArrayList<Values>();
    for (var template : templates) {
      var match = new NameMatch(name, template, shapes);
      if (match.fits()) {
        all.add(new Values(template, match.values(), false));
      }
    }
    return all;
  }

  /// The readings that say the signed names, whole or trimmed.
  static List<Values> agreeing(
      String name, List<SessionNameTemplate> templates, Deployment signed) {
    var shapes = new Shapes(name, "" + signed.field(Variable.OPERATION).orElse(""));
    var all = new ArrayList<Values>();
    for (var template : templates) {
      var whole = new NameMatch(name, template, SignedValues.whole(name, shapes, signed));
      if (whole.fits()) {
        all.add(new Values(template, whole.values(), false));
      }
      SignedValues.caps(name, template, signed)
          .mapToObj(cap ->
              new NameMatch(
                  name, template, SignedValues.trimmed(name, template, shapes, signed, cap)))
          .filter(NameMatch::fits)
          .forEach(match -> all.add(new Values(template, match.values(), true)));
    }
    return all;
  }

  /// Whether all readings say one and the same value for that variable.
  static boolean agreeOn(Variable variable, List<Values> readings) {
    return all(variable, readings).size() == 1
        && readings.stream().allMatch(reading -> reading.values.containsKey(variable));
  }

  /// All values that any reading says for that variable.
  static SortedSet<String> all(Variable variable, List<Values> readings) {
    var all = new TreeSet<String>();
    readings.forEach(reading -> all.addAll(reading.values.getOrDefault(variable, new TreeSet<>())));
    return all;
  }
}
