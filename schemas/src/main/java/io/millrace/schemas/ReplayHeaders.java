package io.millrace.schemas;

import java.util.Set;

/**
 * Headers with which a dead letter's message is put on {@code device-messages} again, beside its
 * own; all are UTF-8. Whoever reads them trusts them only as far as they parse.
 */
public final class ReplayHeaders {
  /** Id of the letter that is replayed; of equal ones only the first replay counts. */
  public static final String DEAD_LETTER = "millrace-dead-letter";

  /** Id of the first letter. */
  public static final String ROOT = "millrace-root";

  /** Number of this attempt: the letter's and one. */
  public static final String ATTEMPT = "millrace-attempt";

  /** Where the original stood, {@code topic/partition/offset}. */
  public static final String ORIGIN = "millrace-origin";

  /** When Kafka got the original, epoch milliseconds. */
  public static final String RECEIVED_AT = "millrace-received-at";

  /** The only mapping to be applied; without it all are. */
  public static final String MAPPING = "millrace-mapping";

  /** The code that the letter had, so that it can still be told once it is resolved. */
  public static final String CODE = "millrace-code";

  /** The names of all of them. */
  public static final Set<String> ALL =
      Set.of(DEAD_LETTER, ROOT, ATTEMPT, ORIGIN, RECEIVED_AT, MAPPING, CODE);

  private ReplayHeaders() {}
}
