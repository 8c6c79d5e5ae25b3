package io.millrace.udfs.dataset.infer;

import io.millrace.udfs.dataset.ValueKind;
import io.millrace.udfs.inference.Tokens;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What the rows of a table have in one column. */
final class ColumnProfile {
  /** Values that its type is found by; drawn evenly from all (Vitter's algorithm R, 1985). */
  private static final int SAMPLE = 2000;

  /** Longer texts are no keys. */
  private static final int LONGEST_KEY = 64;

  private static final Set<ValueKind> NO_KEYS =
      EnumSet.of(ValueKind.NUMBER, ValueKind.BOOLEAN, ValueKind.LIST, ValueKind.MAP);

  private final String name;
  private final int place;
  private final List<String> words;
  private final EnumSet<ValueKind> kinds = EnumSet.noneOf(ValueKind.class);
  private final DistinctValues distinct = new DistinctValues();
  private final List<Object> sample = new ArrayList<>();
  // The same file gives the same proposal.
  private final Random random = new Random(1);
  private long present;
  private int longest;

  /**
   * @param place among the columns, from 0
   */
  ColumnProfile(String name, int place) {
    this.name = name;
    this.place = place;
    this.words = Tokens.of(name);
  }

  void add(Object value) {
    present++;
    kinds.add(ValueKind.of(value));
    distinct.add(value);
    if (value instanceof String text) {
      longest = Math.max(longest, text.length());
    }
    if (sample.size() < SAMPLE) {
      sample.add(value);
    } else {
      long at = random.nextLong(present);
      if (at < SAMPLE) {
        sample.set((int) at, value);
      }
    }
  }

  String name() {
    return name;
  }

  int place() {
    return place;
  }

  /** Its name's words, in small letters. */
  List<String> words() {
    return words;
  }

  long present() {
    return present;
  }

  DistinctValues distinct() {
    return distinct;
  }

  List<Object> sample() {
    return sample;
  }

  /** Whether the sample is all that there is. */
  boolean sampledAll() {
    return present <= SAMPLE;
  }

  /** Whether its values could tell rows apart, or refer to such a value. */
  boolean mayIdentify() {
    return present > 0 && longest <= LONGEST_KEY && kinds.stream().noneMatch(NO_KEYS::contains);
  }

  /** Whether it is whole numbers alone; those that are codes with leading zeros are not. */
  boolean wholeNumbers() {
    return kinds.equals(EnumSet.of(ValueKind.WHOLE_NUMBER));
  }

  /** Whether every row has a value and no two have the same. */
  boolean identifies(long rows) {
    return mayIdentify() && present == rows && distinct.allDifferent(rows);
  }
}
