package io.millrace.service.edit;

import io.millrace.schemas.avro.EditKind;
import io.millrace.schemas.avro.EditOperation;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.ontology.LinkEnd;
import io.millrace.udfs.ontology.instance.ObjectShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the edits of a batch: for each object a list of operations, of which all are done. */
final class BatchReader {
  /** Most objects of one batch. */
  static final int MOST = 1000;

  private static final String OBJECTS = "objects";
  private static final List<String> OPERATIONS =
      List.of("create", "change", "delete", "restore", "link", "unlink");

  private final EditReader reader;

  BatchReader(EditReader reader) {
    this.reader = reader;
  }

  /** The edits of a body; a problem with every place that is wrong. */
  List<AskedEdit> read(byte[] bytes) {
    DocumentReader body = EditReader.open(bytes, OBJECTS);
    List<DocumentReader> objects = body.objectList(OBJECTS);
    if (objects.isEmpty() || objects.size() > MOST) {
      body.problem(OBJECTS, "Must be 1 to " + MOST + " objects");
    }
    List<AskedEdit> edits = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (DocumentReader object : objects) {
      AskedEdit edit = edit(object);
      if (edit != null && !seen.add(edit.type() + "/" + edit.id())) {
        object.problem("id", "Is in this batch already: put all operations of an object together");
      }
      if (edit != null) {
        edits.add(edit);
      }
    }
    EditReader.check(body);
    return edits;
  }

  private @Nullable AskedEdit edit(DocumentReader object) {
    object.only(new TreeSet<>(Set.of("type", "id", "expectedSeq", "operations")));
    String type = object.text("type");
    String id = object.text("id");
    ObjectShape shape = reader.typeOrNull(type);
    if (shape == null) {
      object.problem("type", "The ontology has no object type '" + type + "'");
      return null;
    }
    reader.id(object, shape, id);
    List<EditOperation> operations = new ArrayList<>();
    for (DocumentReader each : object.objectList("operations")) {
      EditOperation operation = operation(each, shape, id);
      if (operation != null) {
        operations.add(operation);
      }
    }
    if (object.objectList("operations").isEmpty()) {
      object.problem("operations", "Must say what is to be done");
    }
    return new AskedEdit(type, id, expectedSeq(object), operations);
  }

  private @Nullable EditOperation operation(DocumentReader each, ObjectShape shape, String id) {
    each.only(new TreeSet<>(Set.of("op", "properties", "link", "otherId")));
    if (!each.has("op")) {
      each.problem("op", "Is required: one of " + String.join(", ", OPERATIONS));
      return null;
    }
    return switch (each.oneOf("op", OPERATIONS, "")) {
      case "create" -> reader.create(each, shape, id);
      case "change" -> reader.change(each, shape, id);
      case "delete" -> EditReader.of(EditKind.DELETE);
      case "restore" -> EditReader.of(EditKind.RESTORE);
      case "link" -> link(each, shape, true);
      case "unlink" -> link(each, shape, false);
      default -> null;
    };
  }

  private @Nullable EditOperation link(DocumentReader each, ObjectShape shape, boolean link) {
    LinkEnd end = reader.end(shape, each.text("link"));
    if (end == null) {
      each.problem("link", "'%s' has no such link".formatted(shape.type().name()));
      return null;
    }
    if (end.fromSource() != end.link().ownedBySource()) {
      each.problem("link", "Is kept by its '%s': edit that".formatted(end.link().owner()));
      return null;
    }
    if (link || !end.link().single() || each.has("otherId")) {
      String otherId = each.text("otherId");
      return link ? reader.link(each, end, otherId) : EditReader.unlink(end, otherId);
    }
    return EditReader.unlink(end, null);
  }

  private static @Nullable Long expectedSeq(DocumentReader object) {
    Object value = object.value("expectedSeq");
    if (value == null) {
      return null;
    }
    if (value instanceof Long number && number >= 0) {
      return number;
    }
    object.problem("expectedSeq", "Must be a whole number of at least 0");
    return null;
  }
}
