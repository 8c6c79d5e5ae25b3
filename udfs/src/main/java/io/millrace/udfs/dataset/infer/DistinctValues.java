package io.millrace.udfs.dataset.infer;

import java.util.List;
import org.apache.datasketches.theta.AnotB;
import org.apache.datasketches.theta.SetOperation;
import org.apache.datasketches.theta.UpdateSketch;

/**
 * The different values of a column or of several together, by their hashes: exact up to {@value
 * #EXACT}, then a sample that is drawn by hash, so that two columns sample the same values and what
 * they share can still be told (theta sketch; Dasgupta, Lang, Rhodes, Thaler, "A framework for
 * estimating stream expression cardinalities", ICDT 2016). Takes at most 256 KiB.
 */
final class DistinctValues {
  /** Values that are all held. */
  static final int EXACT = 1 << 14;

  /** Twice the standard error of an estimate, which is one by the root of the sample's size. */
  private static final double ERROR = 2 / Math.sqrt(EXACT);

  /** Between the values of several columns; rare within one. */
  private static final char BETWEEN = '\u001f';

  private final UpdateSketch sketch = UpdateSketch.builder().setNominalEntries(EXACT).build();

  void add(Object value) {
    sketch.update(text(value));
  }

  void add(List<Object> values) {
    StringBuilder text = new StringBuilder();
    values.forEach(value -> text.append(text(value)).append(BETWEEN));
    sketch.update(text.toString());
  }

  /** The same text for 5 in a sheet and "5" in CSV; never empty, which a sketch would ignore. */
  private static String text(Object value) {
    if (value instanceof Double number && number == Math.rint(number)) {
      return "=" + (long) (double) number;
    }
    return "=" + value;
  }

  /** How many there are; estimated beyond {@value #EXACT}. */
  double count() {
    return sketch.getEstimate();
  }

  boolean exact() {
    return !sketch.isEstimationMode();
  }

  /** Whether so many values are all different, as far as can be told. */
  boolean allDifferent(long values) {
    return exact() ? Math.round(count()) == values : count() >= values * (1 - ERROR);
  }

  /** The share of these values that are among the others, from 0 to 1. */
  double within(DistinctValues others) {
    if (count() == 0) {
      return 0;
    }
    AnotB difference = SetOperation.builder().buildANotB();
    double missing = difference.aNotB(sketch.compact(), others.sketch.compact()).getEstimate();
    return Math.max(0, 1 - missing / count());
  }
}
