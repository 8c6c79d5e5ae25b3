package io.millrace.udfs.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a rule makes of the events of one key: state goes in and comes out as a value. Belongs to
 * one version of one rule, is shared by all keys and threads, and so holds nothing that changes.
 *
 * @param <S> what it remembers of a key; null is nothing. May be changed in place and returned.
 */
public interface RuleProcess<S> {

  /**
   * Judges an event that woke the rule.
   *
   * @return what to remember
   */
  @Nullable S onEvent(@Nullable S state, Event event, Truths truths, Context context);

  /**
   * Event time has come to {@link #nextTimer}.
   *
   * @param now epoch milliseconds: all events up to then have been seen
   * @return what to remember; its next timer must lie after {@code now}
   */
  @Nullable S onTime(S state, long now, Context context);

  /** When {@link #onTime} is due next: epoch milliseconds, {@link Long#MAX_VALUE} for never. */
  long nextTimer(S state);

  /**
   * Whether it waits for events, so that it must know from whom: it then judges each {@link
   * Expected} like an event that wakes it.
   */
  default boolean expects() {
    return false;
  }

  /** Writes the state compactly, so that {@link #read} of this and later releases reads it. */
  void write(S state, Key key, DataOutput out) throws IOException;

  /** Reads what {@link #write} wrote. */
  S read(Key key, DataInput in) throws IOException;

  /** The rule is gone or starts anew: clears what is open. */
  default void end(S state, long at, String reason, Context context) {}

  /**
   * How far back what the rule remembers may reach, before the earliest time that an alert of it
   * names: milliseconds of event time.
   */
  default long reach() {
    return 0;
  }

  /** Whether this version can go on with the state of another; asked when the rule is saved. */
  default Carry carries(Rule old) {
    return new Carry.Refused("rules of kind " + old.head().kind() + " do not carry state over");
  }

  /**
   * The state of another version as this one's; called where {@link #carries} allows it.
   *
   * @param state as the other version's process had it
   */
  default @Nullable S carry(Object state, Rule old, Context context) {
    return null;
  }
}
