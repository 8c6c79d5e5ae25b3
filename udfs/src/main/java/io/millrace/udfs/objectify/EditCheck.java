package io.millrace.udfs.objectify;

import io.millrace.udfs.ontology.check.Violation;
import io.millrace.udfs.ontology.check.ViolationCode;
import io.millrace.udfs.ontology.instance.Checked;
import io.millrace.udfs.ontology.instance.LinkShape;
import io.millrace.udfs.ontology.instance.ObjectShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the ontology says of an edit, whatever the state of its object: what is refused here would
 * be refused by every state. Paths are those of {@link Violation}: into the properties.
 */
public final class EditCheck {
  private EditCheck() {}

  /**
   * Properties that are to be set.
   *
   * @param id of the object: its key cannot be changed
   * @param properties null takes one away
   */
  public static Checked change(ObjectShape shape, String id, Map<String, ?> properties) {
    Checked checked = shape.properties().check(properties);
    Map<String, @Nullable Object> key = shape.key().keyOf(id).values();
    List<Violation> violations = new ArrayList<>(checked.violations());
    for (Map.Entry<String, @Nullable Object> value : checked.values().entrySet()) {
      String name = value.getKey();
      if (key.containsKey(name) && !Objects.equals(key.get(name), value.getValue())) {
        String reason = "Is of the key, which never changes";
        violations.add(new Violation(ViolationCode.BAD_KEY, "/" + name, reason));
      }
    }
    return new Checked(checked.values(), violations);
  }

  /** Properties of an object that is not there yet: all that is required must be among them. */
  public static Checked create(ObjectShape shape, String id, Map<String, ?> properties) {
    Checked checked = change(shape, id, properties);
    List<Violation> violations = new ArrayList<>(checked.violations());
    if (violations.isEmpty()) {
      Map<String, @Nullable Object> whole = new HashMap<>(shape.key().keyOf(id).values());
      whole.putAll(checked.values());
      violations.addAll(missing(shape, whole));
    }
    return new Checked(checked.values(), violations);
  }

  /** What an object with these properties lacks. */
  static List<Violation> missing(ObjectShape shape, Map<String, @Nullable Object> properties) {
    return shape.properties().complete(properties).violations().stream()
        .filter(violation -> violation.code() == ViolationCode.REQUIRED)
        .toList();
  }

  /**
   * The other end of a link and the link's properties.
   *
   * @param other null where the ontology lacks the type of the other end
   */
  public static Checked link(
      LinkShape link, @Nullable ObjectShape other, String otherId, Map<String, Object> properties) {
    List<Violation> violations = new ArrayList<>();
    if (other != null) {
      violations.addAll(other.key().keyOf(otherId).violations());
    }
    Checked checked = SaidCheck.linkProperties(link, properties);
    violations.addAll(checked.violations());
    return new Checked(checked.values(), violations);
  }
}
