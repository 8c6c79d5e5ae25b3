package io.millrace.udfs.ontology.instance;

import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.check.ViolationCode;
import io.millrace.udfs.ontology.check.Violations;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Between the values of a primary key and the object's id. A key of one property is its text; of
 * more, their texts joined with {@code ~}, where {@code !} stands before a {@code ~} or {@code !}
 * of a text. No two keys have the same id; all these characters may stand in addresses as they are.
 */
public final class ObjectKey {
  /** As long as ids that mappings give. */
  public static final int LONGEST_ID = 256;

  private static final char SEPARATOR = '~';
  private static final char ESCAPE = '!';

  private final List<CheckedProperty> parts;

  private ObjectKey(List<CheckedProperty> parts) {
    this.parts = parts;
  }

  static ObjectKey of(ObjectType type) {
    List<CheckedProperty> parts = new ArrayList<>();
    for (String name : type.primaryKey()) {
      Property property = Objects.requireNonNull(type.property(name), name);
      parts.add(CheckedProperty.of(property));
    }
    return new ObjectKey(List.copyOf(parts));
  }

  /**
   * The id of the object with these properties, or null where the key is not whole or its id would
   * be blank or too long.
   *
   * @param values as {@link PropertyShape#check} gave them
   */
  public @Nullable String id(Map<String, ?> values) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      Object value = values.get(parts.get(i).property().name());
      if (value == null) {
        return null;
      }
      if (i > 0) {
        id.append(SEPARATOR);
      }
      if (parts.size() == 1) {
        id.append(value);
      } else {
        escape(value.toString(), id);
      }
    }
    return id.toString().isBlank() || id.length() > LONGEST_ID ? null : id.toString();
  }

  /** The id of a key whose parts have these texts, in the order of the key; not checked. */
  public static String idOf(List<String> texts) {
    if (texts.size() == 1) {
      return texts.get(0);
    }
    StringBuilder id = new StringBuilder();
    for (String text : texts) {
      if (!id.isEmpty()) {
        id.append(SEPARATOR);
      }
      escape(text, id);
    }
    return id.toString();
  }

  private static void escape(String text, StringBuilder id) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == SEPARATOR || c == ESCAPE) {
        id.append(ESCAPE);
      }
      id.append(c);
    }
  }

  /** The key that an id stands for: what an observation of the object need not say again. */
  public Checked keyOf(String id) {
    Map<String, @Nullable Object> values = new HashMap<>();
    Violations violations = new Violations();
    List<String> texts = parts.size() == 1 ? List.of(id) : split(id);
    for (int i = 0; i < parts.size() && texts.size() == parts.size(); i++) {
      Property property = parts.get(i).property();
      violations.enter(property.name(), property.sensitive());
      Object written = written(texts.get(i), property.domain().type());
      Object value = parts.get(i).check().apply(written, violations);
      if (value != null) {
        values.put(property.name(), value);
      }
    }
    if (violations.none() && !id.equals(id(values))) {
      // Of another number of parts, or a text such as 007 that the key's own id is not.
      violations.enter("", false);
      violations.add(
          ViolationCode.BAD_KEY, "'" + id + "' is no id of a key of " + parts.size() + " parts");
    }
    return violations.none()
        ? new Checked(values, List.of())
        : new Checked(Map.of(), violations.all());
  }

  private static List<String> split(String id) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c == ESCAPE && i + 1 < id.length()) {
        i++;
        part.append(id.charAt(i));
      } else if (c == SEPARATOR) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** What the text stands for; a text that is no number stays one, and is then refused. */
  private static Object written(String text, DataType type) {
    if (type == ScalarType.BOOLEAN) {
      return text.equals("true") || text.equals("false") ? (Object) text.equals("true") : text;
    }
    if ((type.numeric() && type instanceof ScalarType) || type == ScalarType.DURATION) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        return text;
      }
    }
    return text;
  }
}
