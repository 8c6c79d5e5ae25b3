package io.millrace.udfs.projection;

import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When an object was deleted. */
public final class Deletion {
  private Deletion() {}

  /** Null while it is there. Events of the first release tell it by their kind alone. */
  public static @Nullable Instant at(ObjectEvent event) {
    Instant told = event.getDeletedAt();
    return told == null && event.getKind() == ObjectEventKind.DELETED
        ? event.getOccurredAt()
        : told;
  }
}
