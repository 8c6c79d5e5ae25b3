package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.avro.EditStatus;
import io.millrace.schemas.avro.ObjectEvent;
import java.util.List;

/**
 * What became of an edit.
 *
 * @param events none where it is refused, or changes nothing that can be seen
 */
public record EditResult(EditOutcome outcome, List<ObjectEvent> events) {

  /** Whether the object's memory is to be kept; else it is as if the edit had never come. */
  public boolean applied() {
    return outcome.getStatus() == EditStatus.APPLIED;
  }
}
