package io.millrace.udfs.rules.window;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Quantiles within 1 % of the true value (DDSketch, Masson et al., VLDB 2019). It counts values in
 * bins whose bounds are fixed, so it draws no random numbers and the order of values and of merges
 * makes no difference: the same events give the same quantile, whoever computes it.
 */
final class Quantiles {
  static final double RELATIVE_ERROR = 0.01;

  /** Spans 17 orders of magnitude at this error; below, values fall into the least bin. */
  private static final int BINS = 2048;

  private static final IndexMapping MAPPING =
      DDSketches.collapsingLowestDense(RELATIVE_ERROR, BINS).getIndexMapping();

  private final DDSketch sketch;

  Quantiles() {
    this(new DDSketch(MAPPING, () -> new CollapsingLowestDenseStore(BINS)));
  }

  private Quantiles(DDSketch sketch) {
    this.sketch = sketch;
  }

  /** Whether a value's magnitude is one that the bins can hold. */
  static boolean holds(double value) {
    return Math.abs(value) <= MAPPING.maxIndexableValue();
  }

  void add(double value) {
    sketch.accept(value);
  }

  void add(Quantiles other) {
    sketch.mergeWith(other.sketch);
  }

  /**
   * The value at a percentile, by nearest rank as where it is exact; there must be one. The sketch
   * itself goes by the rank q (n - 1) and gives the value whose place is beyond it.
   */
  double at(double percentile) {
    double count = sketch.getCount();
    double place = Math.max(Math.ceil(percentile * count / 100), 1.0);
    return sketch.getValueAtQuantile(place >= count ? 1.0 : (place - 0.5) / (count - 1));
  }

  void write(DataOutput out) throws IOException {
    GrowingByteArrayOutput bytes = GrowingByteArrayOutput.withDefaultInitialCapacity();
    sketch.encode(bytes, true);
    SketchBytes.write(out, bytes.trimmedCopy());
  }

  static Quantiles read(DataInput in) throws IOException {
    return new Quantiles(
        DDSketch.decode(
            ByteArrayInput.wrap(SketchBytes.read(in)),
            () -> new CollapsingLowestDenseStore(BINS),
            MAPPING));
  }
}
