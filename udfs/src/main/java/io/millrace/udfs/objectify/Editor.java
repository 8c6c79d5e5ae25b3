package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.EditOperation;
import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.avro.EditStatus;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.Statement;
import io.millrace.schemas.avro.StatementKind;
import io.millrace.udfs.objectify.EditRefusal.Code;
import io.millrace.udfs.ontology.check.Violation;
import io.millrace.udfs.ontology.instance.ObjectShape;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Applies edits: all operations of one, or none. That an edit comes once is for its caller to see
 * to.
 */
public final class Editor {
  private final Model model;

  public Editor(Model model) {
    this.model = model;
  }

  /**
   * Applies an edit.
   *
   * @param memory of the object; to be thrown away where the edit is refused
   * @param now when it is decided
   */
  public EditResult apply(ObjectMemory memory, ObjectEdit edit, Instant now) {
    long before = memory.seq;
    try {
      List<ObjectEvent> events = apply(memory, edit);
      return new EditResult(outcome(edit, memory.seq, null, now), events);
    } catch (EditRefusal refusal) {
      return new EditResult(outcome(edit, before, refusal, now), List.of());
    }
  }

  private List<ObjectEvent> apply(ObjectMemory memory, ObjectEdit edit) throws EditRefusal {
    ObjectShape shape = model.shape(memory.type);
    if (shape == null) {
      String reason = "The ontology has no object type '" + memory.type + "'";
      throw new EditRefusal(Code.UNKNOWN_TYPE, reason);
    }
    List<Violation> key = shape.key().keyOf(memory.id).violations();
    if (!key.isEmpty()) {
      throw new EditRefusal(Code.INVALID, SaidCheck.text(key));
    }
    Long expected = edit.getExpectedSeq();
    if (expected != null && expected != memory.seq) {
      String reason = "It is at " + memory.seq + " and was expected at " + expected;
      throw new EditRefusal(Code.STALE, reason);
    }
    Statement by = statement(memory, edit);
    EditStep step = new EditStep(memory, model, shape, by);
    for (EditOperation operation : edit.getOperations()) {
      step.apply(operation);
    }
    return Teller.tell(memory, model, Trigger.of(by));
  }

  /** An edit comes after those that were applied before it, whatever the clocks of its senders. */
  private static Statement statement(ObjectMemory memory, ObjectEdit edit) {
    boolean later = edit.getIssuedAt().isAfter(memory.editedAt);
    memory.editedAt = later ? edit.getIssuedAt() : memory.editedAt;
    memory.edits++;
    return Statement.newBuilder()
        .setKind(StatementKind.EDITED)
        .setSource(Statements.EDIT_SOURCE)
        .setAt(memory.editedAt)
        .setRecordedAt(edit.getIssuedAt())
        .setPosition(memory.edits)
        .setPriority(Statements.EDIT_PRIORITY)
        .setActor(edit.getActor())
        .setTraceId(PackedId.pack(edit.getTraceId()))
        .setCauseId(PackedId.pack(edit.getId()))
        .build();
  }

  private static EditOutcome outcome(
      ObjectEdit edit, long seq, @Nullable EditRefusal refusal, Instant now) {
    return EditOutcome.newBuilder()
        .setEditId(edit.getId())
        .setBatchId(edit.getBatchId())
        .setObjectType(edit.getObjectType())
        .setObjectId(edit.getObjectId())
        .setStatus(refusal == null ? EditStatus.APPLIED : EditStatus.REFUSED)
        .setSeq(seq)
        .setCode(
            refusal == null
                ? null
                : refusal.code().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .setReason(refusal == null ? null : refusal.getMessage())
        .setDecidedAt(now)
        .build();
  }
}
