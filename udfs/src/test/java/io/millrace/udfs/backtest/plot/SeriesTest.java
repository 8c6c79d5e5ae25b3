package io.millrace.udfs.backtest.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void fewPointsAllStay() {
    Series series = new Series(100);
    for (int i = 0; i < 50; i++) {
      series.add(1_000 + i, i);
    }
    assertThat(series.points()).hasSize(50);
  }

  @Test
  void ofManyTheExtremesAndTheEndsStay() {
    Series series = new Series(100);
    Random random = new Random(1);
    double greatest = -1;
    for (int i = 0; i < 1_000_000; i++) {
      double value = random.nextDouble();
      greatest = Math.max(greatest, value);
      series.add(i * 7L, value);
    }
    series.add(3_500_000, 5);
    series.add(3_500_001, -5);
    assertThat(series.points()).hasSizeLessThanOrEqualTo(400);
    assertThat(series.points()).contains(new Point(3_500_000, 5), new Point(3_500_001, -5));
    assertThat(series.points()).extracting(Point::value).contains(greatest);
    assertThat(series.points()).isSortedAccordingTo(Comparator.comparingLong(Point::at));
    assertThat(series.points().get(0).at()).isZero();
    assertThat(series.points().get(series.points().size() - 1).at()).isEqualTo(999_999 * 7L);
    assertThat(series.count()).isEqualTo(1_000_002);
  }

  @Test
  void pointsBeforeTheFirstAreTakenToo() {
    Series series = new Series(4);
    series.add(1_000_000, 1);
    series.add(0, 2);
    series.add(-5_000_000, 3);
    assertThat(series.points()).extracting(Point::value).containsExactly(3.0, 2.0, 1.0);
  }

  @Test
  void whatIsNotFiniteIsLeftOut() {
    Series series = new Series(4);
    series.add(1, Double.NaN);
    series.add(2, Double.POSITIVE_INFINITY);
    assertThat(series.points()).isEmpty();
  }
}
