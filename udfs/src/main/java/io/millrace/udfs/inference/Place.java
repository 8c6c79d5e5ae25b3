package io.millrace.udfs.inference;

import io.millrace.udfs.expression.ReservedWords;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where values stand.
 *
 * @param root variable of the expressions
 * @param names of the objects' members on the way, from the root on; empty for the root itself
 */
record Place(String root, List<String> names) {
  private static final Pattern IDENTIFIER = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");

  static Place root(String root) {
    return new Place(root, List.of());
  }

  Place child(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new Place(root, List.copyOf(longer));
  }

  /** The object that it is a member of; the root's is the root. */
  Place parent() {
    return isRoot() ? this : new Place(root, names.subList(0, names.size() - 1));
  }

  boolean isRoot() {
    return names.isEmpty();
  }

  /** The member's own name; empty for the root. */
  String name() {
    return isRoot() ? "" : names.get(names.size() - 1);
  }

  /** The last name that says what the value is: {@code value} and the like do not. */
  String telling() {
    for (int i = names.size() - 1; i >= 0; i--) {
      if (!names.get(i).equals("value") && !names.get(i).equals("properties")) {
        return names.get(i);
      }
    }
    return name();
  }

  int depth() {
    return names.size();
  }

  boolean within(Place other) {
    return root.equals(other.root)
        && names.size() >= other.names.size()
        && names.subList(0, other.names.size()).equals(other.names);
  }

  /** The expression that reads it; by pointer where a name is none of CEL's. */
  String expression() {
    boolean plain =
        names.stream().allMatch(n -> IDENTIFIER.matcher(n).matches() && !ReservedWords.has(n));
    if (plain) {
      return isRoot() ? root : root + "." + String.join(".", names);
    }
    return pointer();
  }

  /** The expression that reads it by pointer, whatever stands on the way. */
  String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (String name : names) {
      pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
    }
    return "pointer(" + root + ", " + CelText.quoted(pointer.toString()) + ")";
  }
}
