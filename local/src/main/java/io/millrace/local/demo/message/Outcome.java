package io.millrace.local.demo.message;

/**
 * What must become of a message.
 *
 * @param kind which way it goes
 * @param code code of the dead letter; empty for the other kinds
 */
public record Outcome(Kind kind, String code) {
  /** The ways a message can go: none is lost. */
  public enum Kind {
    OBSERVATION,
    DUPLICATE,
    DEAD_LETTER
  }

  public static final Outcome OBSERVATION = new Outcome(Kind.OBSERVATION, "");

  /** Sent again with the trace id of an earlier one: dropped and counted. */
  public static final Outcome DUPLICATE = new Outcome(Kind.DUPLICATE, "");

  /** Refused with this stable code. */
  public static Outcome deadLetter(String code) {
    return new Outcome(Kind.DEAD_LETTER, code);
  }
}
