package io.millrace.udfs.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.schemas.avro.Definition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a definition's document and gathers everything that is wrong with it, so that its author
 * mends it in one go. Values that are missing or wrong come back as empty strings or null; call
 * {@link #check} before using any.
 */
public final class DocumentReader {
  /** Ids of definitions and names of object types: they become topic keys and index names. */
  public static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,99}");

  private final JsonNode node;
  private final String path;
  private final List<Problem> problems;

  private DocumentReader(JsonNode node, String path, List<Problem> problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  /** Starts to read; a text that is no JSON object is refused at once. */
  public static DocumentReader of(String document) throws DefinitionException {
    return new DocumentReader(DocumentText.object(document), "", new ArrayList<>());
  }

  /** A text that must be there. */
  public String text(String field) {
    String value = textOrNull(field);
    if (value == null && !node.hasNonNull(field)) {
      problem(field, "Is required");
    }
    return value == null ? "" : value;
  }

  /** A text that may be absent; empty and non-text values are problems. */
  public @Nullable String textOrNull(String field) {
    JsonNode value = node(field);
    if (value == null) {
      return null;
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      problem(field, "Must be a text that is not blank");
      return null;
    }
    return value.textValue();
  }

  /** A text that must have this form. */
  public String matching(String field, Pattern form) {
    String value = text(field);
    if (!value.isEmpty() && !form.matcher(value).matches()) {
      problem(field, "'" + value + "' must match " + form);
    }
    return value;
  }

  /** The document's id, which must be the one under which it is saved. */
  public String id(Definition definition, Pattern form) {
    String id = matching("id", form);
    if (form.matcher(id).matches() && !id.equals(definition.getId())) {
      problem("id", "'" + id + "' is saved as '" + definition.getId() + "'");
    }
    return id;
  }

  /** One of these words, or the default where it is absent. */
  public String oneOf(String field, List<String> words, String otherwise) {
    String value = textOrNull(field);
    if (value == null) {
      return otherwise;
    }
    if (!words.contains(value)) {
      problem(field, "'" + value + "' must be one of " + String.join(", ", words));
    }
    return value;
  }

  /** True or false, or the default where it is absent. */
  public boolean flag(String field, boolean otherwise) {
    JsonNode value = node(field);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      problem(field, "Must be true or false");
    }
    return value.booleanValue();
  }

  /** An ISO-8601 duration from zero to ten years, or null where it is absent. */
  public @Nullable Duration duration(String field) {
    String text = textOrNull(field);
    if (text == null) {
      return null;
    }
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      problem(field, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** The value in this field as it stands, or null where it is absent. */
  public @Nullable JsonNode node(String field) {
    JsonNode value = node.path(field);
    return value.isMissingNode() || value.isNull() ? null : value;
  }

  /** The plain value in this field, null where it is absent or null. */
  public @Nullable Object value(String field) {
    return PlainValues.of(node.path(field));
  }

  /** The plain values in this object, by name. */
  public Map<String, @Nullable Object> values() {
    return PlainValues.ofFields(node);
  }

  /** The object in this field; an empty one where it is absent. */
  public DocumentReader object(String field) {
    JsonNode value = node.path(field);
    if (!value.isMissingNode() && !value.isObject()) {
      problem(field, "Must be an object");
    }
    return new DocumentReader(value, pointer(field), problems);
  }

  /** The objects in this object, by name and in the order of names. */
  public Map<String, DocumentReader> objects() {
    Map<String, DocumentReader> children = new TreeMap<>();
    node.fieldNames().forEachRemaining(name -> children.put(name, object(name)));
    return children;
  }

  /** The texts in this object, by name. */
  public Map<String, String> texts() {
    Map<String, String> values = new TreeMap<>();
    node.fieldNames().forEachRemaining(name -> values.put(name, text(name)));
    return values;
  }

  /** The texts in this field's array; none where it is absent. */
  public List<String> textList(String field) {
    JsonNode array = array(field, "Must be an array of texts");
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array) {
      if (!element.isTextual() || element.textValue().isBlank()) {
        problem(field, "Must hold texts that are not blank");
      } else {
        texts.add(element.textValue());
      }
    }
    return texts;
  }

  /** The objects in this field's array; none where it is absent. */
  public List<DocumentReader> objectList(String field) {
    JsonNode array = array(field, "Must be an array of objects");
    List<DocumentReader> elements = new ArrayList<>();
    for (int i = 0; i < array.size() && array.isArray(); i++) {
      DocumentReader element = new DocumentReader(array.get(i), pointer(field) + "/" + i, problems);
      if (array.get(i).isObject()) {
        elements.add(element);
      } else {
        element.problem("", "Must be an object");
      }
    }
    return elements;
  }

  private JsonNode array(String field, String form) {
    JsonNode array = node.path(field);
    if (!array.isMissingNode() && !array.isNull() && !array.isArray()) {
      problem(field, form);
    }
    return array;
  }

  /** A whole number within these bounds, or the default where it is absent. */
  public int count(String field, int least, int most, int otherwise) {
    JsonNode value = node(field);
    if (value == null) {
      return otherwise;
    }
    boolean fits = value.canConvertToInt() && value.isIntegralNumber();
    if (!fits || value.intValue() < least || value.intValue() > most) {
      problem(field, "Must be a whole number from " + least + " to " + most);
    }
    return value.intValue();
  }

  /** The JSON text of the object in this field; an empty one where it is absent. */
  public String json(String field) {
    JsonNode value = node(field);
    if (value != null && !value.isObject()) {
      problem(field, "Must be an object");
    }
    return value == null ? "{}" : value.toString();
  }

  /** Whether the field is there and not null. */
  public boolean has(String field) {
    return node.hasNonNull(field);
  }

  /** Refuses fields that nobody reads: most are misspelt. */
  public void only(Set<String> known) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        problem(name, "Is not known here; known are " + String.join(", ", List.copyOf(known)));
      }
    }
  }

  /** JSON pointer of this object. */
  public String path() {
    return path;
  }

  /** JSON pointer of a field of this object. */
  public String path(String field) {
    return pointer(field);
  }

  /** Notes something wrong with a field. */
  public void problem(String field, String reason) {
    problems.add(new Problem(field.isEmpty() ? path : pointer(field), reason));
  }

  /** Notes something wrong below a field. */
  public void problemAt(String field, Problem below) {
    problems.add(new Problem(pointer(field) + below.path(), below.reason()));
  }

  /** Throws if anything was wrong so far. */
  public void check() throws DefinitionException {
    if (!problems.isEmpty()) {
      throw new DefinitionException(problems.stream().distinct().toList());
    }
  }

  private String pointer(String field) {
    return path + "/" + field.replace("~", "~0").replace("/", "~1");
  }
}
