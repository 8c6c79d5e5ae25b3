package io.millrace.udfs.dispatch;

import io.millrace.schemas.avro.CommandCause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What makes a device be told something.
 *
 * @param id of the command or the event
 * @param origin that id again, in the form that records carry it in
 */
record Cause(
    String id, String name, CommandCause origin, Instant issuedAt, @Nullable Instant expiresAt) {

  Cause named(String other) {
    return new Cause(id, other, origin, issuedAt, expiresAt);
  }
}
