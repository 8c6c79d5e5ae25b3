package io.millrace.udfs.rules.pattern.nfa;

/**
 * An event that partial matches hold.
 *
 * @param number 0, 1, 2 … among those taken for a key: the order in which they came
 */
record Taken<E>(E event, long timestamp, long number) implements Comparable<Taken<E>> {
  @Override
  public int compareTo(Taken<E> other) {
    int byTime = Long.compare(timestamp, other.timestamp);
    return byTime != 0 ? byTime : Long.compare(number, other.number);
  }
}
