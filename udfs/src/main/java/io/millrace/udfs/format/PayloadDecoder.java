package io.millrace.udfs.format;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads payloads of one format. Safe for use by many threads.
 *
 * <p>What comes out are plain values: Map with text keys, List, String, Long, Double, Boolean,
 * null. Bytes become base64 text (RFC 4648 section 4, with padding). A whole number that no long
 * holds becomes a double. Of equal keys the last one counts.
 */
@FunctionalInterface
public interface PayloadDecoder {
  /**
   * The payload's value.
   *
   * @param receivedAt when the message came in: what relative times count from
   * @throws RefusedException where the payload is not of this format; nothing else is thrown
   */
  @Nullable Object decode(byte[] payload, Instant receivedAt) throws RefusedException;
}
