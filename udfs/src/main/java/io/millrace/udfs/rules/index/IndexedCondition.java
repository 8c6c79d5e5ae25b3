package io.millrace.udfs.rules.index;

import io.millrace.udfs.rules.Condition;
import io.millrace.udfs.rules.Truth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition that one or more rules have, with what it says of the present event.
 *
 * @param <T> who is told when it holds
 */
public final class IndexedCondition<T> {
  private final Condition condition;
  private final Attribute[] attributes;
  private final List<T> subscribers = new ArrayList<>(1);
  private int uses;
  private @Nullable Placement<T> placement;
  private long stamp;
  private Truth truth = Truth.UNKNOWN;
  private @Nullable String failure;

  IndexedCondition(Condition condition, Attribute[] attributes) {
    this.condition = condition;
    this.attributes = attributes;
  }

  Condition condition() {
    return condition;
  }

  Attribute[] attributes() {
    return attributes;
  }

  /** Whoever is to be told when it holds. */
  public List<T> subscribers() {
    return subscribers;
  }

  /** Why it could not be evaluated for the present event; null if it could. */
  public @Nullable String failure() {
    return failure;
  }

  int use(int change) {
    uses += change;
    return uses;
  }

  @Nullable Placement<T> placement() {
    return placement;
  }

  void place(@Nullable Placement<T> at) {
    placement = at;
  }

  boolean decided(long now) {
    return stamp == now;
  }

  Truth truth() {
    return truth;
  }

  void decide(long now, Truth found, @Nullable String reason) {
    stamp = now;
    truth = found;
    failure = reason;
  }
}
