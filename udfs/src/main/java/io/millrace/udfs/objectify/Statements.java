package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.Statement;
import io.millrace.schemas.avro.StatementKind;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What is asked of statements. */
final class Statements {
  /** Edits win over every mapping. */
  static final int EDIT_PRIORITY = Integer.MAX_VALUE;

  static final String EDIT_SOURCE = "edit";

  /**
   * The rows of one source: a later version says all anew, so its word counts whatever its time of
   * observation.
   */
  private static final Comparator<Statement> ROWS =
      Comparator.comparingLong(Statement::getVersion)
          .thenComparing(Statement::getAt)
          .thenComparingLong(Statement::getPosition)
          .thenComparingInt(Statement::getIndex);

  private Statements() {}

  /** Whether a row says more lately than another of its source. */
  static boolean laterRow(Statement row, Statement than) {
    return ROWS.compare(row, than) > 0;
  }

  static boolean isRow(Statement statement) {
    return statement.getKind() == StatementKind.ROW;
  }

  /** Whether a version that is whole lacks the row. */
  static boolean gone(Statement statement) {
    return isRow(statement) && statement.getVersion() < statement.getFloor();
  }

  /** Whether what it says is taken back, as the row is gone and nothing marks it instead. */
  static boolean takenBack(Statement statement) {
    return gone(statement) && statement.getMark().isEmpty();
  }

  /** Whether both are of the same source and time: then the later one corrects the other. */
  static boolean sameMoment(Statement a, Statement b) {
    return a.getSource().equals(b.getSource()) && a.getAt().equals(b.getAt());
  }

  /** Who said so, as events tell it. */
  static String actor(Statement statement) {
    return statement.getActor().isEmpty() ? statement.getSource() : statement.getActor();
  }

  static EventCause cause(Statement by) {
    boolean row = isRow(by);
    String id = PackedId.unpack(by.getCauseId());
    // Avro's builder would check and copy every field, for every event.
    EventCause cause = new EventCause();
    cause.setTraceId(PackedId.unpack(by.getTraceId()));
    cause.setObservationId(by.getKind() == StatementKind.OBSERVED ? id : null);
    cause.setCommandId(by.getKind() == StatementKind.EDITED ? id : null);
    cause.setDefinitionId(textOrNull(by.getDefinitionId()));
    cause.setDefinitionVersion(
        by.getDefinitionId().isEmpty() ? null : (Long) by.getDefinitionVersion());
    cause.setDatasetId(textOrNull(by.getDatasetId()));
    cause.setDatasetVersion(row ? (Long) by.getVersion() : null);
    cause.setRow(row ? (Long) by.getPosition() : null);
    return cause;
  }

  private static @Nullable String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
