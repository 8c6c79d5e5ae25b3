package io.millrace.bench.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Contenders that take turns on the same stream, so that what else the machine does hits all. Each
 * warms up before its first turn; each turn starts with a fresh one.
 */
public final class Duel {
  private final Reading[] stream;
  private final long warmUp;
  private final long turn;

  /**
   * @param warmUp nanoseconds
   * @param turn nanoseconds
   */
  Duel(Reading[] stream, long warmUp, long turn) {
    this.stream = stream;
    this.warmUp = warmUp;
    this.turn = turn;
  }

  /** The events per second of each turn, by contender. */
  List<List<Double>> run(int rounds, List<Supplier<Contender>> contenders) {
    List<List<Double>> rates = new ArrayList<>();
    for (Supplier<Contender> contender : contenders) {
      turn(contender, warmUp);
      rates.add(new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        rates.get(i).add(turn(contenders.get(i), turn));
      }
    }
    return rates;
  }

  /** Passes over the stream until the time is used up. */
  private double turn(Supplier<Contender> contender, long budget) {
    long nanos = 0;
    long events = 0;
    while (nanos < budget) {
      Pass pass = Pass.run(contender.get(), stream, stream.length, budget - nanos);
      nanos += pass.nanos();
      events += pass.events();
    }
    return events * 1e9 / nanos;
  }

  public static double median(List<Double> rates) {
    List<Double> sorted = rates.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
