package io.millrace.udfs.ontology.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what is wrong with one object. Makes nothing where nothing is wrong, as it is on the path
 * of every event. Not safe for use by many threads.
 */
public final class Violations {
  private static final int SHOWN = 60;

  private List<Violation> found = List.of();
  private String property = "";
  private boolean sensitive;

  /** Says which property is looked at from now on. */
  public void enter(String name, boolean isSensitive) {
    property = name;
    sensitive = isSensitive;
  }

  public void add(ViolationCode code, String reason) {
    if (found.isEmpty()) {
      found = new ArrayList<>();
    }
    found.add(new Violation(code, property.isEmpty() ? "" : "/" + property, reason));
  }

  /** Says that what was noted last is about a part of the property. */
  void locate(Object part) {
    int last = found.size() - 1;
    Violation whole = found.get(last);
    String pointer = part.toString().replace("~", "~0").replace("/", "~1");
    found.set(last, new Violation(whole.code(), whole.path() + "/" + pointer, whole.reason()));
  }

  /** A value as a reason may show it: short, and not at all where the property is sensitive. */
  String shown(Object value) {
    String type = value.getClass().getSimpleName();
    if (sensitive) {
      return "a " + type;
    }
    String text = String.valueOf(value);
    return type + " " + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…");
  }

  /** All so far, in the order they came. */
  public List<Violation> all() {
    return found.isEmpty() ? List.of() : List.copyOf(found);
  }

  public boolean none() {
    return found.isEmpty();
  }
}
