package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.EditOperation;
import io.millrace.schemas.avro.LinkedTo;
import io.millrace.schemas.avro.Statement;
import io.millrace.udfs.objectify.EditRefusal.Code;
import io.millrace.udfs.ontology.check.Violation;
import io.millrace.udfs.ontology.instance.Checked;
import io.millrace.udfs.ontology.instance.LinkShape;
import io.millrace.udfs.ontology.instance.ObjectShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does the operations of one edit to the memory of an object, one after the other. */
final class EditStep {
  private final ObjectMemory memory;
  private final Model model;
  private final ObjectShape shape;
  private final Statement by;

  EditStep(ObjectMemory memory, Model model, ObjectShape shape, Statement by) {
    this.memory = memory;
    this.model = model;
    this.shape = shape;
    this.by = by;
  }

  void apply(EditOperation operation) throws EditRefusal {
    switch (operation.getKind()) {
      case CREATE -> create(operation);
      case CHANGE -> {
        demand();
        change(operation);
      }
      case DELETE -> {
        demand();
        memory.removed = true;
      }
      case RESTORE -> restore();
      case LINK -> {
        demand();
        link(operation);
      }
      case UNLINK -> {
        demand();
        unlink(operation);
      }
    }
  }

  private void create(EditOperation operation) throws EditRefusal {
    if (memory.exists()) {
      throw new EditRefusal(Code.EXISTS, "It is there already");
    }
    if (memory.seq > 0) {
      throw new EditRefusal(Code.DELETED, "It was there and is deleted: restore it");
    }
    memory.edited = true;
    change(operation);
    Map<String, @Nullable Object> whole = new HashMap<>(shape.key().keyOf(memory.id).values());
    memory.properties.forEach(
        (name, register) -> {
          Claim winner = register.winner(model.type(memory.type).policy(name), memory.lost());
          if (winner != null && winner.value() != null) {
            whole.put(name, winner.value());
          }
        });
    refuse(EditCheck.missing(shape, whole));
  }

  private void restore() throws EditRefusal {
    if (memory.exists()) {
      throw new EditRefusal(Code.EXISTS, "It is there");
    }
    if (memory.seq == 0) {
      throw new EditRefusal(Code.MISSING, "It was never there");
    }
    memory.removed = false;
    if (!memory.exists()) {
      memory.edited = true;
    }
  }

  private void demand() throws EditRefusal {
    if (!memory.exists()) {
      throw memory.seq == 0
          ? new EditRefusal(Code.MISSING, "It is not there")
          : new EditRefusal(Code.DELETED, "It is deleted");
    }
  }

  private void change(EditOperation operation) throws EditRefusal {
    Checked checked = EditCheck.change(shape, memory.id, operation.getProperties());
    refuse(checked.violations());
    checked.values().forEach((name, value) -> memory.property(name).put(by, value));
  }

  private void link(EditOperation operation) throws EditRefusal {
    LinkShape link = shape(operation);
    String otherId = operation.getOtherId();
    if (otherId == null) {
      throw new EditRefusal(Code.INVALID, "/otherId: Is required to link");
    }
    ObjectShape other = model.shape(link.type().other());
    Checked checked = EditCheck.link(link, other, otherId, operation.getProperties());
    refuse(checked.violations());
    register(link, otherId).put(by, new LinkedTo(otherId, checked.values()));
  }

  private void unlink(EditOperation operation) throws EditRefusal {
    LinkShape link = shape(operation);
    String otherId = operation.getOtherId();
    if (otherId == null && !link.type().single()) {
      throw new EditRefusal(Code.INVALID, "/otherId: Is required, for it may have many");
    }
    Register register = register(link, otherId == null ? "" : otherId);
    Policy policy = model.type(memory.type).policy(link.type().id());
    Claim winner = register.winner(policy, memory.lost());
    LinkedTo now = winner == null ? null : (LinkedTo) winner.value();
    if (otherId != null && now != null && !now.getOtherId().equals(otherId)) {
      throw new EditRefusal(Code.INVALID, "/otherId: Is linked to another");
    }
    register.put(by, null);
  }

  private LinkShape shape(EditOperation operation) throws EditRefusal {
    String linkType = operation.getLinkType();
    LinkShape link = linkType == null ? null : model.link(linkType);
    if (link == null) {
      throw new EditRefusal(Code.UNKNOWN_LINK, "There is no link type '" + linkType + "'");
    }
    if (!link.type().owner().equals(memory.type)) {
      String reason = "A '%s' is kept by its '%s'".formatted(linkType, link.type().owner());
      throw new EditRefusal(Code.UNKNOWN_LINK, reason);
    }
    return link;
  }

  private Register register(LinkShape link, String otherId) {
    String id = link.type().id();
    return link.type().single() ? memory.link(id) : memory.sets.get(SetLinks.key(id, otherId));
  }

  private static void refuse(List<Violation> violations) throws EditRefusal {
    if (!violations.isEmpty()) {
      throw new EditRefusal(Code.INVALID, SaidCheck.text(violations));
    }
  }
}
