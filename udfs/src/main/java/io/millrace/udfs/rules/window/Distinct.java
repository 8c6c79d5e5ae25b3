package io.millrace.udfs.rules.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;

/**
 * A count of distinct values (HyperLogLog): exact up to hundreds, then within 1.6 % (one standard
 * error). Uses the estimator that does not depend on the order of values and merges.
 */
final class Distinct {
  private static final int LOG2_REGISTERS = 12;
  private HllSketch sketch;

  Distinct() {
    this(new HllSketch(LOG2_REGISTERS, TgtHllType.HLL_4));
  }

  private Distinct(HllSketch sketch) {
    this.sketch = sketch;
  }

  /**
   * Adds a value.
   *
   * @param hash of the value, 64 bits
   */
  void add(long hash) {
    sketch.update(hash);
  }

  void add(Distinct other) {
    Union union = new Union(LOG2_REGISTERS);
    union.update(sketch);
    union.update(other.sketch);
    sketch = union.getResult(TgtHllType.HLL_4);
  }

  long count() {
    return Math.round(sketch.getCompositeEstimate());
  }

  void write(DataOutput out) throws IOException {
    SketchBytes.write(out, sketch.toCompactByteArray());
  }

  static Distinct read(DataInput in) throws IOException {
    return new Distinct(HllSketch.heapify(Memory.wrap(SketchBytes.read(in))));
  }
}
