package io.millrace.service.edit;

import io.millrace.schemas.avro.EditKind;
import io.millrace.schemas.avro.EditOperation;
import io.millrace.service.definition.JsonDocuments;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.objectify.EditCheck;
import io.millrace.udfs.ontology.LinkEnd;
import io.millrace.udfs.ontology.check.Violation;
import io.millrace.udfs.ontology.instance.Checked;
import io.millrace.udfs.ontology.instance.LinkShape;
import io.millrace.udfs.ontology.instance.ObjectShape;
import io.millrace.udfs.ontology.instance.Shapes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests against a version of the ontology. What is wrong with values is noted in the
 * document, to be thrown by {@link #check}; unknown types and links of an address are thrown at
 * once.
 */
final class EditReader {
  private static final String PROPERTIES = "properties";
  private final Shapes shapes;

  EditReader(Shapes shapes) {
    this.shapes = shapes;
  }

  /** Starts to read a body; an empty one is an empty object. */
  static DocumentReader open(byte[] body, String... members) {
    byte[] text = body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body;
    try {
      DocumentReader reader = DocumentReader.of(JsonDocuments.json(text));
      reader.only(new TreeSet<>(Set.of(members)));
      return reader;
    } catch (DefinitionException e) {
      throw invalid(e);
    }
  }

  /** A problem with every error, if anything was wrong so far. */
  static void check(DocumentReader body) {
    try {
      body.check();
    } catch (DefinitionException e) {
      throw invalid(e);
    }
  }

  private static ProblemException invalid(DefinitionException e) {
    return new ProblemException(
        ProblemCode.INVALID_EDIT, "The edit cannot be used", Map.of("errors", e.problems()));
  }

  /** The type of the objects at an address. */
  ObjectShape type(String type) {
    ObjectShape shape = shapes.object(type);
    if (shape == null) {
      throw new ProblemException(
          ProblemCode.UNKNOWN_TYPE, "The ontology has no object type '" + type + "'");
    }
    return shape;
  }

  @Nullable ObjectShape typeOrNull(String type) {
    return shapes.object(type);
  }

  /** The id that a new object's body names, or that its key makes; empty where there is none. */
  String newId(DocumentReader body, ObjectShape shape) {
    String id = body.textOrNull("id");
    if (id == null) {
      Checked checked = shape.properties().check(body.object(PROPERTIES).values());
      id = shape.key().id(checked.values());
    }
    if (id == null) {
      body.problem("id", "Is required, or all properties of the key " + shape.type().primaryKey());
      return "";
    }
    id(body, shape, id);
    return id;
  }

  /** Notes what is wrong with an id. */
  void id(DocumentReader body, ObjectShape shape, String id) {
    if (id.indexOf('\0') >= 0) {
      body.problem("id", "Must not hold NUL");
    }
    for (Violation violation : shape.key().keyOf(id).violations()) {
      body.problem("id", violation.reason());
    }
  }

  EditOperation create(DocumentReader body, ObjectShape shape, String id) {
    Map<String, @Nullable Object> values = new HashMap<>(body.object(PROPERTIES).values());
    values.values().removeIf(Objects::isNull);
    return set(EditKind.CREATE, body, EditCheck.create(shape, id, values));
  }

  EditOperation change(DocumentReader body, ObjectShape shape, String id) {
    Map<String, @Nullable Object> values = body.object(PROPERTIES).values();
    if (values.isEmpty()) {
      body.problem(PROPERTIES, "Must say what is to be changed");
    }
    return set(EditKind.CHANGE, body, EditCheck.change(shape, id, values));
  }

  private static EditOperation set(EditKind kind, DocumentReader body, Checked checked) {
    note(body, checked);
    return new EditOperation(kind, checked.values(), null, null);
  }

  private static void note(DocumentReader body, Checked checked) {
    for (Violation violation : checked.violations()) {
      body.problemAt(PROPERTIES, new Problem(violation.path(), violation.reason()));
    }
  }

  /** What a link is called from an object of this type; by its id too. Null for none. */
  @Nullable LinkEnd end(ObjectShape shape, String name) {
    List<LinkEnd> ends = shapes.ontology().ends(shape.type().name());
    return ends.stream()
        .filter(end -> end.name().equals(name))
        .findFirst()
        .or(() -> ends.stream().filter(end -> end.link().id().equals(name)).findFirst())
        .orElse(null);
  }

  EditOperation link(DocumentReader body, LinkEnd end, String otherId) {
    LinkShape link = Objects.requireNonNull(shapes.link(end.link().id()), "a link of its type");
    Map<String, Object> values = new HashMap<>();
    body.object(PROPERTIES)
        .values()
        .forEach(
            (name, value) -> {
              if (value != null) {
                values.put(name, value);
              }
            });
    ObjectShape other = shapes.object(end.link().other());
    note(body, EditCheck.link(link, other, otherId, values));
    Map<String, Object> checked = link.properties().check(values).values();
    return new EditOperation(EditKind.LINK, checked, end.link().id(), otherId);
  }

  static EditOperation unlink(LinkEnd end, @Nullable String otherId) {
    return new EditOperation(EditKind.UNLINK, Map.of(), end.link().id(), otherId);
  }

  static EditOperation of(EditKind kind) {
    return new EditOperation(kind, Map.of(), null, null);
  }
}
