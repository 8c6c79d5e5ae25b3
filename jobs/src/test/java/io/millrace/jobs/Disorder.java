package io.millrace.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What at-least-once delivery over several partitions may make of records. */
public final class Disorder {
  private Disorder() {}

  /** All of them in any order, a third of them twice. */
  public static <T> List<T> of(List<T> all, Random random) {
    List<T> disordered = new ArrayList<>(all);
    for (T each : all) {
      if (random.nextInt(3) == 0) {
        disordered.add(each);
      }
    }
    Collections.shuffle(disordered, random);
    return disordered;
  }
}
