package io.millrace.udfs.backtest.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series thinned out while it grows: of each stretch of time its first, least, greatest and last
 * point stay, which draws the same line as all points do (M4, Jugel et al., VLDB 2014). Where the
 * stretches become too many, two become one, so memory is bounded whatever the length. Points that
 * are not finite are left out.
 */
public final class Series {
  private final int most;
  private @Nullable Bucket[] buckets;
  private long start = Long.MAX_VALUE;
  private long width = 1;
  private long count;

  /**
   * @param most stretches to keep, an even number; about as many as the plot has pixels
   */
  public Series(int most) {
    this.most = most;
    this.buckets = new Bucket[most];
  }

  /** A stretch of time. */
  private static final class Bucket {
    private Point first;
    private Point last;
    private Point least;
    private Point greatest;

    Bucket(Point point) {
      first = point;
      last = point;
      least = point;
      greatest = point;
    }

    void add(Point point) {
      first = point.at() < first.at() ? point : first;
      last = point.at() >= last.at() ? point : last;
      least = point.value() < least.value() ? point : least;
      greatest = point.value() > greatest.value() ? point : greatest;
    }

    void add(Bucket other) {
      add(other.first);
      add(other.last);
      add(other.least);
      add(other.greatest);
    }

    List<Point> points() {
      List<Point> all = new ArrayList<>(List.of(first, least, greatest, last));
      all.sort((a, b) -> Long.compare(a.at(), b.at()));
      return all.stream().distinct().toList();
    }
  }

  /** Adds a point, in any order of time. */
  public void add(long at, double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    count++;
    Point point = new Point(at, value);
    if (start == Long.MAX_VALUE) {
      start = at;
    }
    while (at < start || (at - start) / width >= most) {
      widen(at);
    }
    int place = (int) ((at - start) / width);
    Bucket bucket = buckets[place];
    if (bucket == null) {
      buckets[place] = new Bucket(point);
    } else {
      bucket.add(point);
    }
  }

  /** How many points were added. */
  public long count() {
    return count;
  }

  /** The points that stay, by time. */
  public List<Point> points() {
    return Arrays.stream(buckets)
        .filter(bucket -> bucket != null)
        .flatMap(bucket -> bucket.points().stream())
        .toList();
  }

  /** Doubles what the stretches cover, towards a point outside of it. */
  private void widen(long at) {
    @Nullable Bucket[] old = buckets;
    int shift = at < start ? most / 2 : 0;
    start -= at < start ? width * most : 0;
    buckets = new Bucket[most];
    for (int i = 0; i < most; i++) {
      Bucket bucket = old[i];
      Bucket there = buckets[shift + i / 2];
      if (bucket != null && there != null) {
        there.add(bucket);
      } else if (bucket != null) {
        buckets[shift + i / 2] = bucket;
      }
    }
    width *= 2;
  }
}
