package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.LinkSaid;
import io.millrace.schemas.avro.LinkedTo;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.udfs.ontology.check.Violation;
import io.millrace.udfs.ontology.instance.Checked;
import io.millrace.udfs.ontology.instance.LinkShape;
import io.millrace.udfs.ontology.instance.ObjectShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds what a source says against the ontology, where that has the type of the object. */
public final class SaidCheck {
  private final Model model;
  private final List<RefusedValue> refused = new ArrayList<>(0);

  private SaidCheck(Model model) {
    this.model = model;
  }

  /**
   * What is left of what was said.
   *
   * @param said with each value in the one form that equal values have; null where nothing is left
   *     of it
   * @param refused what was set aside
   */
  public record Result(@Nullable ObjectSaid said, List<RefusedValue> refused) {}

  public static Result of(ObjectSaid said, Model model) {
    SaidCheck check = new SaidCheck(model);
    ObjectShape shape = model.shape(said.getObjectType());
    if (shape == null && said.getLinks().isEmpty()) {
      return new Result(said, List.of());
    }
    ObjectSaid left = check.left(said, shape);
    return new Result(left, check.refused);
  }

  private @Nullable ObjectSaid left(ObjectSaid said, @Nullable ObjectShape shape) {
    Map<String, @Nullable Object> properties = withoutNulls(said.getProperties());
    if (shape != null) {
      Checked key = shape.key().keyOf(said.getObjectId());
      if (!key.ok()) {
        // Which of its keys an object has cannot be said by halves.
        String reason = text(key.violations());
        refused.add(new RefusedValue(RefusedValue.BAD_KEY, "", reason));
        return null;
      }
      properties = properties(properties, key.values(), shape);
    }
    List<LinkSaid> links = new ArrayList<>(said.getLinks().size());
    for (LinkSaid link : said.getLinks()) {
      LinkSaid left = link(link, said.getObjectType());
      if (left != null) {
        links.add(left);
      }
    }
    return new ObjectSaid(
        said.getObjectType(), said.getObjectId(), said.getBy(), properties, links, said.getPlace());
  }

  /** A copy only where there is something to leave out. */
  private static Map<String, @Nullable Object> withoutNulls(Map<String, @Nullable Object> all) {
    for (Object value : all.values()) {
      if (value == null) {
        Map<String, @Nullable Object> rest = new HashMap<>(all);
        rest.values().removeIf(Objects::isNull);
        return rest;
      }
    }
    return all;
  }

  private Map<String, @Nullable Object> properties(
      Map<String, @Nullable Object> said, Map<String, @Nullable Object> key, ObjectShape shape) {
    Checked checked = shape.properties().check(said);
    for (Violation violation : checked.violations()) {
      refused.add(RefusedValue.of(violation, ""));
    }
    Map<String, @Nullable Object> values = new HashMap<>(checked.values());
    key.forEach(
        (name, value) -> {
          Object other = values.get(name);
          if (other != null && !other.equals(value)) {
            values.remove(name);
            refused.add(
                new RefusedValue(
                    RefusedValue.BAD_KEY, "/" + name, "Is another than the object's id says"));
          }
        });
    return values;
  }

  private @Nullable LinkSaid link(LinkSaid said, String objectType) {
    String path = "/links/" + said.getLinkType();
    LinkShape shape = model.link(said.getLinkType());
    if (shape == null || !shape.type().owner().equals(objectType)) {
      String reason =
          shape == null
              ? "The ontology has no link type '" + said.getLinkType() + "'"
              : "A '%s' is kept by its '%s'".formatted(said.getLinkType(), shape.type().owner());
      refused.add(new RefusedValue(RefusedValue.UNKNOWN_LINK, path, reason));
      return null;
    }
    LinkedTo to = said.getTo();
    if (to == null) {
      return said;
    }
    Checked key = keyOf(shape.type().other(), to.getOtherId());
    if (!key.ok()) {
      refused.add(new RefusedValue(RefusedValue.BAD_KEY, path, text(key.violations())));
      return null;
    }
    Checked checked = linkProperties(shape, to.getProperties());
    for (Violation violation : checked.violations()) {
      refused.add(RefusedValue.of(violation, path));
    }
    return new LinkSaid(said.getLinkType(), new LinkedTo(to.getOtherId(), checked.values()));
  }

  /** The key that an id stands for; of types that the ontology lacks any id is one. */
  private Checked keyOf(String objectType, String id) {
    ObjectShape shape = model.shape(objectType);
    return shape == null ? new Checked(Map.of(), List.of()) : shape.key().keyOf(id);
  }

  /** The properties of a link with defaults and what is computed. */
  static Checked linkProperties(LinkShape shape, Map<String, Object> said) {
    Checked checked = shape.properties().check(said);
    Checked whole = shape.properties().complete(checked.values());
    List<Violation> violations = new ArrayList<>(checked.violations());
    violations.addAll(whole.violations());
    return new Checked(whole.values(), violations);
  }

  static String text(List<Violation> violations) {
    return String.join(
        "; ",
        violations.stream()
            .map(v -> v.path().isEmpty() ? v.reason() : v.path() + ": " + v.reason())
            .toList());
  }
}
