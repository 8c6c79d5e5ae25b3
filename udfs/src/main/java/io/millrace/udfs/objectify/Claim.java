package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What one statement says of one property or link.
 *
 * @param value null: that there is none
 */
record Claim(Statement by, @Nullable Object value) {}
